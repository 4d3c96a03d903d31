namespace Rendrix.Web.ApiKeys;

/// <summary>Registers the room: keys with which programs call the API.</summary>
public static class ApiKeysRoom
{
    /// <summary>Verbs of the room.</summary>
    public static IServiceCollection AddApiKeys(this IServiceCollection services) => services.AddSingleton<ApiKeyWatch>().AddScoped<SaveApiKey>();
}
