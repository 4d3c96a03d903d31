using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Rendrix.Domains;
using Rendrix.Stores;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Domains;

/// <summary>
/// <c>GET /internal/certificates?domain=…</c>: the TLS proxy asks whether it may get a certificate for a host (Caddy's on_demand_tls ask). 200 for a domain that is proven
/// and points here, 404 for every other name, 429 when new ones would pass the authority's limits. With <c>Rendrix:Domains:AskKey</c> set the caller must
/// send it as <c>key</c>; without it only this machine may ask, and nothing that a proxy passed on.
/// </summary>
public static class CertificateAsk
{
    /// <summary>The path.</summary>
    public const string Path = "/internal/certificates";

    /// <summary>Stands before any tenant is resolved: the proxy asks by the program's own address. Strangers find nothing here.</summary>
    public static IApplicationBuilder UseCertificateAsk(this WebApplication app)
    {
        var key = app.Configuration["Rendrix:Domains:AskKey"];
        return app.MapWhen(http => http.Request.Path == Path && IsProxy(http, key), asked => asked.Run(AnswerAsync));
    }

    private static bool IsProxy(HttpContext http, string? key)
    {
        if (!HttpMethods.IsGet(http.Request.Method)) return false;
        if (key is { Length: > 0 }) return CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(http.Request.Query["key"].ToString())), SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        string[] passedOn = ["X-Forwarded-For", "X-Original-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Original-Proto", "Forwarded", "Via"];
        return http.Connection.RemoteIpAddress is { } caller && System.Net.IPAddress.IsLoopback(caller) && !Array.Exists(passedOn, http.Request.Headers.ContainsKey);
    }

    private static async Task AnswerAsync(HttpContext http)
    {
        var decision = await http.RequestServices.GetRequiredService<Certificates>().AskAsync(http.Request.Query["domain"].ToString(), http.RequestAborted);
        http.Response.StatusCode = decision switch { CertificateAnswer.Yes => StatusCodes.Status200OK, CertificateAnswer.Later => StatusCodes.Status429TooManyRequests, _ => StatusCodes.Status404NotFound };
        if (decision == CertificateAnswer.Later) http.Response.Headers.RetryAfter = "3600";
        http.Response.ContentType = "text/plain; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.WriteAsync(decision.ToString().ToLowerInvariant(), http.RequestAborted);
    }
}

/// <summary>Whether a certificate may be got.</summary>
public enum CertificateAnswer
{
    /// <summary>It may.</summary>
    Yes,
    /// <summary>It may not: not proven, or it does not point here.</summary>
    No,
    /// <summary>It may, once there is room under the authority's limits.</summary>
    Later,
}

/// <summary>
/// Decides about certificates. A domain that had one keeps its yes, so renewals never wait; new ones are counted against the authority's limits: 300 orders
/// of an account in three hours, 50 certificates of a registered domain in a week (Let's Encrypt), each with room to spare.
/// </summary>
public sealed class Certificates(IMultiTenantStore stores, HostNames hosts, TenantTransactions transactions, IConfiguration configuration, TimeProvider clock)
{
    /// <summary>Answers for a host as the proxy read it from a handshake: anybody can write anything there.</summary>
    public async Task<CertificateAnswer> AskAsync(string host, CancellationToken ct)
    {
        if (HostName.Read(host).Name is not { } name || !string.Equals(name, host, StringComparison.OrdinalIgnoreCase) || hosts.IsOurs(name)) return CertificateAnswer.No;
        // From memory: names that are nobody's cost no query each time a stranger tries one.
        if (await stores.GetByIdentifierAsync(TenantIdentifier.Domain(name), ct) is not { } store) return CertificateAnswer.No;
        await using var db = await transactions.BeginAsync(store.TenantId, null, ct);
        var row = await db.StoreDomains.AsNoTracking().FirstOrDefaultAsync(d => d.Kind == DomainKind.Custom && d.Name == name && d.TenantId == store.TenantId, ct);
        if (row is not { MayCertify: true, VerifiedAt: not null }) return CertificateAnswer.No;
        if (row.CertifiedAt is not null) return CertificateAnswer.Yes;
        if (!await HasRoomAsync(db, name, ct)) return CertificateAnswer.Later;
        var now = clock.GetUtcNow();
        await db.StoreDomains.Where(d => d.Kind == DomainKind.Custom && d.Name == name && d.TenantId == store.TenantId).ExecuteUpdateAsync(set => set.SetProperty(d => d.CertifiedAt, now), ct);
        await db.CommitAsync(ct);
        return CertificateAnswer.Yes;
    }

    private async Task<bool> HasRoomAsync(AppDb db, string name, CancellationToken ct)
    {
        var (hours, week) = (clock.GetUtcNow().AddHours(-3), clock.GetUtcNow().AddDays(-7));
        var (zone, below) = (HostName.Registered(name), "." + HostName.Registered(name));
        var all = await db.StoreDomains.CountAsync(d => d.CertifiedAt > hours, ct);
        var ofZone = await db.StoreDomains.CountAsync(d => d.CertifiedAt > week && (d.Name == zone || d.Name.EndsWith(below)), ct);
        return all < configuration.GetValue("Rendrix:Domains:CertificatesIn3Hours", 250) && ofZone < configuration.GetValue("Rendrix:Domains:CertificatesOfDomainInWeek", 45);
    }
}
