namespace Rendrix.Web.Platform.Stripe;

/// <summary>The platform's own account at Stripe: <c>Rendrix:Stripe:…</c>. Without a key nothing here is used.</summary>
public sealed class StripeSettings
{
    /// <summary>Reads the configuration; half of it stops the start.</summary>
    public StripeSettings(IConfiguration configuration)
    {
        var stripe = configuration.GetSection("Rendrix:Stripe");
        (SecretKey, WebhookSecret) = (Given(stripe["SecretKey"]), Given(stripe["WebhookSecret"]));
        if (SecretKey is not null && WebhookSecret is null) throw new StartupProblem("Rendrix__Stripe__SecretKey is set and Rendrix__Stripe__WebhookSecret is not. Without it nobody could tell Stripe's messages from forged ones.");
        ApiBase = new Uri(Given(stripe["ApiBase"]) ?? "https://api.stripe.com");
    }

    /// <summary>sk_… or rk_…; null when Stripe is not used.</summary>
    public string? SecretKey { get; }
    /// <summary>whsec_… of the endpoint.</summary>
    public string? WebhookSecret { get; }
    /// <summary>Where Stripe answers.</summary>
    public Uri ApiBase { get; }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
