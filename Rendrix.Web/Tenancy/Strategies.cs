using Rendrix.Stores;

namespace Rendrix.Web.Tenancy;

/// <summary>Finds the identifier of a tenant in a context, or null. Lower priority numbers are asked first.</summary>
public interface IMultiTenantStrategy
{
    /// <summary>−30 custom domain, −20 subdomain, −10 path.</summary>
    int Priority { get; }
    /// <summary>The identifier that the context names, or null when this strategy finds none.</summary>
    Task<string?> GetIdentifierAsync(object context);
}

/// <summary>Identifiers as the store of tenants reads them: the kind of address and its name.</summary>
public static class TenantIdentifier
{
    /// <summary>A domain of a merchant.</summary>
    public static string Domain(string host) => "domain:" + host;
    /// <summary>A label of ours, also used in paths and by the API.</summary>
    public static string Subdomain(string label) => "subdomain:" + label;
}

/// <summary>A host that is not ours may be a merchant's own domain: <c>shop.example.com</c>.</summary>
public sealed class CustomDomainStrategy(HostNames hosts) : IMultiTenantStrategy
{
    /// <inheritdoc/>
    public int Priority => -30;

    /// <inheritdoc/>
    public Task<string?> GetIdentifierAsync(object context) =>
        Task.FromResult(context is HttpContext http && HostNames.Of(http.Request.Host) is { } host && !hosts.IsOurs(host) ? TenantIdentifier.Domain(host) : null);
}

/// <summary>A label under the platform's domain: <c>halden.localhost</c>.</summary>
public sealed class SubdomainStrategy(HostNames hosts) : IMultiTenantStrategy
{
    /// <inheritdoc/>
    public int Priority => -20;

    /// <inheritdoc/>
    public Task<string?> GetIdentifierAsync(object context) =>
        Task.FromResult(context is HttpContext http && HostNames.Of(http.Request.Host) is { } host && hosts.LabelOf(host) is { } label ? TenantIdentifier.Subdomain(label) : null);
}

/// <summary>A path on the platform's own host: <c>/store/halden/…</c>. The resolver moves it into PathBase, so that every link works there too.</summary>
public sealed class PathStrategy(HostNames hosts) : IMultiTenantStrategy
{
    /// <summary>First segment of such paths.</summary>
    public const string Prefix = "/store/";

    /// <inheritdoc/>
    public int Priority => -10;

    /// <inheritdoc/>
    public Task<string?> GetIdentifierAsync(object context) =>
        Task.FromResult(context is HttpContext http && HostNames.Of(http.Request.Host) is { } host && hosts.IsDashboard(host) && LabelOf(http.Request.Path) is { } label ? TenantIdentifier.Subdomain(label) : null);

    /// <summary>The label in <c>/store/{label}/…</c>, lower case, or null.</summary>
    public static string? LabelOf(PathString path)
    {
        if (path.Value is not { } value || !value.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var end = value.IndexOf('/', Prefix.Length);
        var label = (end < 0 ? value[Prefix.Length..] : value[Prefix.Length..end]).ToLowerInvariant();
        return label.Length is > 0 and <= 63 ? label : null;
    }
}
