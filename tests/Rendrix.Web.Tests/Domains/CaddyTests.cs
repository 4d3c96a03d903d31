using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Cast;
using Rendrix.Stores;
using Rendrix.Web.Domains;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tests.Browser;

namespace Rendrix.Web.Tests.Domains;

/// <summary>The proxy's file as it is delivered, driven by a real Caddy with an authority of its own in front of the running program.</summary>
public sealed class CaddyTests(PostgresFixture postgres)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_proven_domain_gets_its_page_over_https_and_any_other_host_no_certificate()
    {
        var caddy = Tools.Caddy;
        await using var app = await RunningApp.StartAsync(postgres);
        var port = app.Listen();
        var acme = await Cast.Cast.AcmeAsync(app.Services);
        await AddAsync(app, acme, "shop.acme-brand.com", mayCertify: true);
        await AddAsync(app, acme, "away.acme-brand.com", mayCertify: false);

        var folder = Directory.CreateTempSubdirectory("rendrix-caddy-").FullName;
        var (https, http) = (Tools.FreePort(), Tools.FreePort());
        using var proxy = Start(caddy, folder, port, https, http);
        try
        {
            await ServesAsync(proxy, https);
            var (certificate, answer) = await GetAsync(https, "shop.acme-brand.com", "/products/blue-mug");
            Assert.Contains("shop.acme-brand.com", certificate, StringComparison.Ordinal);
            Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
            Assert.Contains("Blue mug", answer, StringComparison.Ordinal);
            foreach (var host in new[] { "away.acme-brand.com", "acme-brand.com", "x.shop.acme-brand.com", "stranger.com" }) await Assert.ThrowsAnyAsync<Exception>(() => HandshakeAsync(https, host));
            // The question about certificates is not passed on from outside.
            Assert.StartsWith("HTTP/1.1 404", (await GetAsync(https, "shop.acme-brand.com", CertificateAsk.Path + "?domain=shop.acme-brand.com")).Answer, StringComparison.Ordinal);
        }
        finally
        {
            if (!proxy.HasExited) proxy.Kill(entireProcessTree: true);
            await proxy.WaitForExitAsync(Ct);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task AddAsync(RunningApp app, CastShop shop, string name, bool mayCertify) => await app.InScopeAsync(async s =>
    {
        await using var db = await s.GetRequiredService<TenantTransactions>().BeginAsync(shop.TenantId, null, Ct);
        db.StoreDomains.Add(new StoreDomain { Kind = DomainKind.Custom, Name = name, TenantId = shop.TenantId, StoreId = shop.StoreId, VerifiedAt = DateTimeOffset.UtcNow, MayCertify = mayCertify });
        (await db.Stores.FindAsync([shop.TenantId, shop.StoreId], Ct))!.PrimaryDomain = "shop.acme-brand.com";
        await db.CommitAsync(Ct);
        return 0;
    });

    private static Process Start(string caddy, string folder, int port, int https, int http)
    {
        var start = new ProcessStartInfo(caddy, ["run", "--config", Path.Combine(BrowserWorld.Root, "deploy", "Caddyfile"), "--adapter", "caddyfile"]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["RENDRIX_BASE_DOMAIN"] = "shops.rendrix-proxy.com";
        start.Environment["RENDRIX_UPSTREAM"] = $"127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}";
        start.Environment["RENDRIX_ASK"] = $"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}{CertificateAsk.Path}";
        start.Environment["RENDRIX_WILDCARD"] = "internal";
        start.Environment["RENDRIX_CADDY_OPTIONS"] = $"admin off\nlocal_certs\nskip_install_trust\nhttp_port {http.ToString(CultureInfo.InvariantCulture)}\nhttps_port {https.ToString(CultureInfo.InvariantCulture)}";
        start.Environment["HOME"] = start.Environment["XDG_DATA_HOME"] = start.Environment["XDG_CONFIG_HOME"] = folder;
        var process = Process.Start(start)!;
        var words = new StringBuilder();
        process.ErrorDataReceived += (_, line) => { lock (words) words.AppendLine(line.Data); };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        process.Exited += (_, _) => { lock (words) TestContext.Current.TestOutputHelper?.WriteLine(words.ToString()); };
        process.EnableRaisingEvents = true;
        return process;
    }

    private static async Task ServesAsync(Process proxy, int port)
    {
        for (var i = 0; i < 600; i++)
        {
            if (proxy.HasExited) Assert.Fail("Caddy did not take the file.");
            using var probe = new TcpClient();
            try { await probe.ConnectAsync(IPAddress.Loopback, port, Ct); return; }
            catch (SocketException) { await Task.Delay(50, Ct); }
        }
        Assert.Fail("Caddy did not begin to serve.");
    }

    private static async Task<SslStream> HandshakeAsync(int port, string host)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, Ct);
#pragma warning disable CA5359 // The authority is Caddy's own, made for this test.
        var stream = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, (_, _, _, _) => true);
#pragma warning restore CA5359
        try { await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host, EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 }, Ct); }
        catch { await stream.DisposeAsync(); client.Dispose(); throw; }
        return stream;
    }

    private static async Task<(string Certificate, string Answer)> GetAsync(int port, string host, string path)
    {
        await using var stream = await HandshakeAsync(port, host);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"), Ct);
        using var reader = new StreamReader(stream);
        var certificate = new X509Certificate2(stream.RemoteCertificate!);
        var names = string.Join(' ', certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(e => e.EnumerateDnsNames()));
        certificate.Dispose();
        return (names, await reader.ReadToEndAsync(Ct));
    }
}
