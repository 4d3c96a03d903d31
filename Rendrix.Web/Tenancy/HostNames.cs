namespace Rendrix.Web.Tenancy;

/// <summary>Which hosts are the platform's own. Hosts are compared as lower-case A-labels without port and trailing dot.</summary>
public sealed class HostNames
{
    private readonly HashSet<string> _dashboard;

    /// <summary>Reads <c>Rendrix:BaseDomain</c> (default "localhost"), <c>Rendrix:DashboardHosts</c> and <c>Rendrix:PublicUrl</c>.</summary>
    public HostNames(IConfiguration configuration)
    {
        BaseDomain = (configuration["Rendrix:BaseDomain"] ?? "localhost").Trim('.').ToLowerInvariant();
        var more = configuration["Rendrix:DashboardHosts"]?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        _dashboard = new(StringComparer.Ordinal) { BaseDomain, "app." + BaseDomain, "127.0.0.1", "[::1]", "localhost" };
        foreach (var host in more) _dashboard.Add(host.ToLowerInvariant());
        PublicUrl = configuration["Rendrix:PublicUrl"]?.TrimEnd('/');
    }

    /// <summary>Stores live at labels under it.</summary>
    public string BaseDomain { get; }

    /// <summary>The dashboard's registered address with scheme, used in mails; never taken from a request. Null until the server knows its port.</summary>
    public string? PublicUrl { get; private set; }

    /// <summary>Called once when the server listens and no public address was configured.</summary>
    public void Listening(string address) => PublicUrl ??= address.TrimEnd('/');

    /// <summary>The free address of a store with scheme and port, without trailing slash.</summary>
    public string UrlOf(string label) => UrlOfHost(label + "." + BaseDomain);

    /// <summary>Where shoppers of a store are to be: its own domain, else its free address.</summary>
    public string UrlOf(StoreInfo store) => UrlOfHost(HostOf(store));

    /// <summary>The same for a store as it is stored.</summary>
    public string UrlOf(Rendrix.Stores.Store store) => UrlOfHost(store.PrimaryDomain ?? store.Subdomain + "." + BaseDomain);

    /// <summary>The host where shoppers of a store are to be.</summary>
    public string HostOf(StoreInfo store) => store.PrimaryDomain ?? store.Identifier + "." + BaseDomain;

    /// <summary>The address of a host that the program answers at, with scheme and port.</summary>
    public string UrlOfHost(string host)
    {
        var main = new Uri(PublicUrl ?? "http://localhost:5080");
        return $"{main.Scheme}://{host}{(main.IsDefaultPort ? "" : ":" + main.Port.ToString(System.Globalization.CultureInfo.InvariantCulture))}";
    }

    /// <summary>Whether the dashboard and the API answer there.</summary>
    public bool IsDashboard(string host) => _dashboard.Contains(host);

    /// <summary>Whether the host is the platform's or a label under it.</summary>
    public bool IsOurs(string host) => IsDashboard(host) || host.EndsWith("." + BaseDomain, StringComparison.Ordinal);

    /// <summary>"halden" of "halden.localhost"; null for the dashboard, for deeper names and for strangers.</summary>
    public string? LabelOf(string host)
    {
        if (IsDashboard(host) || !host.EndsWith("." + BaseDomain, StringComparison.Ordinal)) return null;
        var label = host[..^(BaseDomain.Length + 1)];
        return label.Length > 0 && !label.Contains('.', StringComparison.Ordinal) ? label : null;
    }

    /// <summary>The request's host in the form that is compared; null when there is none or it cannot be one.</summary>
    public static string? Of(HostString host)
    {
        if (!host.HasValue) return null;
        string name;
        // Kestrel hands out the decoded Unicode name; ToUriComponent gives the A-label back.
        try { name = new HostString(host.Host).ToUriComponent(); }
        catch (ArgumentException) { return null; }
        name = name.ToLowerInvariant();
        if (name.EndsWith('.')) name = name[..^1];
        return name.Length is > 0 and <= 253 ? name : null;
    }
}
