using Rendrix.Web.Media;

namespace Rendrix.Web.Webhooks;

/// <summary>Registers the room: addresses of merchants that are told what happens.</summary>
public static class WebhooksRoom
{
    /// <summary>Verbs, the client, and the worker that sends.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services) => services
        .AddSingleton<FindAddresses>(System.Net.Dns.GetHostAddressesAsync).AddSingleton<WebhookClient>()
        .AddScoped<SaveWebhook>().AddScoped<SendWebhook>().AddScoped<SendAgain>()
        .AddSingleton<WebhookWorker>().AddHostedService(s => s.GetRequiredService<WebhookWorker>());
}
