using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Rendrix.Refusals;
using Rendrix.Web.Auditing;
using Rendrix.Web.Media;
using Rendrix.Web.Operator;
using Rendrix.Web.Operator.Archives;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Tests.Api;
using Rendrix.Web.Tests.Organizations;

namespace Rendrix.Web.Tests.Operator;

/// <summary>An organization taken out of one installation and into another.</summary>
public sealed class ArchiveTests(AppFixture shared) : IClassFixture<AppFixture>
{
    private static readonly PlatformPerson Admin = new(null, "Tests", "", Guid.Empty);
    private readonly PlatformWorld _world = new(shared.App);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_organization_moves_whole_once_and_what_was_touched_on_the_way_leaves_nothing_behind()
    {
        var (ada, eve) = (await _world.People.FounderAsync("ada"), await _world.People.FounderAsync("eve"));
        var slug = (await ada.Caller.SendAsync("POST", "/api/v1/stores", new { name = "Moving House" })).Body.GetProperty("subdomain").GetString()!;
        await OrganizationWorld.StoreAsync(eve, "Staying Here");
        await shared.App.Services.GetRequiredService<OutboxWorker>().DrainAsync(Ct);
        var archive = await ExportAsync(ada.Organization);
        var content = Encoding.UTF8.GetString([.. archive.SelectMany(e => e.Value)]);
        Assert.DoesNotContain(eve.Organization.ToString(), content, StringComparison.Ordinal);
        Assert.DoesNotContain("password", Encoding.UTF8.GetString(archive["tables/users.jsonl"]), StringComparison.OrdinalIgnoreCase);
        Assert.Contains(archive.Keys, name => name.StartsWith("files/", StringComparison.Ordinal));

        await using var other = await RunningApp.StartAsync(shared.Postgres);
        using var _ = other.Dashboard();
        foreach (var (why, touch) in Touched(archive, eve.Organization))
        {
            var refused = await Assert.ThrowsAsync<RefusedException>(() => ImportAsync(other, touch));
            Assert.True(refused.Refusal.Status is 400, why);
            Assert.Equal((why, 0L), (why, await CountAsync(other, "select count(*) from organizations")));
            Assert.Empty(other.Services.GetRequiredService<FileStore>().ListOf(ada.Organization));
        }

        var both = await Task.WhenAll(TryAsync(other, Pack(archive)), TryAsync(other, Pack(archive)));
        Assert.Equal([200, 409], both.Order());
        Assert.Equal(409, await TryAsync(other, Pack(archive)));
        foreach (var table in new[] { "stores", "products", "variants", "pages", "media_files", "order_counters", "store_domains" })
            Assert.Equal((table, await CountAsync(shared.App, $"select count(*) from {table} where tenant_id = '{ada.Organization}'")), (table, await CountAsync(other, $"select count(*) from {table}")));
        // The import that came second has not taken the first one's files away.
        Assert.Equal(archive.Keys.Count(name => name.StartsWith("files/", StringComparison.Ordinal)), other.Services.GetRequiredService<FileStore>().ListOf(ada.Organization).Count());
        using (var shop = other.Shop(slug)) Assert.Contains("Moving House", await shop.GetStringAsync(new Uri("/", UriKind.Relative), Ct), StringComparison.Ordinal);
        await other.Services.GetRequiredService<OutboxWorker>().DrainAsync(Ct);
        var verdict = await other.InScopeAsync(s => s.GetRequiredService<VerifyAudit>().RunAsync(ada.Organization, null, Ct));
        Assert.True(verdict.Intact, verdict.Break?.Problem);
        // Nobody's password came along: the way in is a new one, by mail.
        Assert.Equal(401, (await new ApiCaller(other.Dashboard()).SendAsync("POST", "/api/v1/auth/login", new { email = ada.Email, password = ApiCaller.Password })).Status);
        Assert.Equal(0L, await CountAsync(other, "select count(*) from users where email_confirmed or password_hash is not null"));
        var entry = Assert.Single((await ada.Caller.SendAsync("GET", $"/api/v1/organizations/{ada.Organization}/audit-log?action=organization.export")).Body.GetProperty("data").EnumerateArray());
        Assert.Equal("system", entry.GetProperty("actor").GetProperty("kind").GetString());
    }

    // What somebody could do to an archive on its way, by name.
    private static IEnumerable<(string Why, byte[] Archive)> Touched(Dictionary<string, byte[]> whole, Guid stranger)
    {
        yield return ("no ZIP", "hello"u8.ToArray());
        yield return ("cut short", Pack(whole)[..^2000]);
        yield return ("a changed amount", Pack(With(whole, "tables/products.jsonl", text => text.Replace("\"name\": \"", "\"name\": \"X", StringComparison.Ordinal), rehash: false)));
        yield return ("another tenant's row", Pack(With(whole, "tables/products.jsonl", text => ReplaceFirst(text, "\"tenant_id\": \"", stranger.ToString("D")), rehash: true)));
        yield return ("a path that leads out", Pack(new(whole) { ["files/../../evil"] = [1, 2, 3] }));
        yield return ("a table that is none", Pack(Listed(new(whole) { ["tables/platform_admins.jsonl"] = Encoding.UTF8.GetBytes($"{{\"user_id\":\"{stranger}\"}}\n") }, "tables/platform_admins.jsonl")));
        yield return ("a bomb", Pack(With(whole, "tables/menus.jsonl", text => text + new string(' ', 50_000_000), rehash: false)));
        yield return ("broken JSON", Pack(With(whole, "tables/menus.jsonl", text => "{" + text, rehash: true)));
        yield return ("a missing table", Pack(whole.Where(e => e.Key != "tables/orders.jsonl").ToDictionary()));
        yield return ("another version", Pack(Manifest(whole, m => m["schema"] = "20200101000000_Old")));
        yield return ("rows that do not fit", Pack(With(whole, "tables/stores.jsonl", _ => "", rehash: true)));
    }

    private static string ReplaceFirst(string text, string after, string with)
    {
        var at = text.IndexOf(after, StringComparison.Ordinal) + after.Length;
        return text[..at] + with + text[(at + with.Length)..];
    }

    private static Dictionary<string, byte[]> With(Dictionary<string, byte[]> whole, string name, Func<string, string> change, bool rehash)
    {
        var bytes = Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(whole[name])));
        Dictionary<string, byte[]> copy = new(whole) { [name] = bytes };
        return rehash ? Listed(copy, name) : copy;
    }

    private static Dictionary<string, byte[]> Listed(Dictionary<string, byte[]> parts, string name) => Manifest(parts, manifest =>
    {
        var entries = manifest["entries"]!.AsArray();
        if (entries.FirstOrDefault(e => e!["name"]!.GetValue<string>() == name) is { } old) entries.Remove(old);
        entries.Add(JsonSerializer.SerializeToNode(new ArchiveEntry(name, parts[name].Length, Convert.ToHexStringLower(SHA256.HashData(parts[name])), parts[name].Count(b => b == '\n')), JsonSerializerOptions.Web));
    });

    private static Dictionary<string, byte[]> Manifest(Dictionary<string, byte[]> parts, Action<JsonObject> change)
    {
        var manifest = JsonNode.Parse(parts["manifest.json"])!.AsObject();
        change(manifest);
        return new(parts) { ["manifest.json"] = Encoding.UTF8.GetBytes(manifest.ToJsonString()) };
    }

    private static byte[] Pack(Dictionary<string, byte[]> parts)
    {
        var to = new MemoryStream();
        using (var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, bytes) in parts)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        return to.ToArray();
    }

    private async Task<Dictionary<string, byte[]>> ExportAsync(Guid organization)
    {
        var to = new MemoryStream();
        await shared.App.InScopeAsync(s => s.GetRequiredService<ExportTenant>().RunAsync(Admin, organization, to, Ct));
        using var zip = new ZipArchive(to, ZipArchiveMode.Read);
        return zip.Entries.ToDictionary(e => e.FullName, e =>
        {
            using var from = e.Open();
            var bytes = new MemoryStream();
            from.CopyTo(bytes);
            return bytes.ToArray();
        });
    }

    private static Task<ArchiveManifest> ImportAsync(RunningApp app, byte[] archive) => app.InScopeAsync(s => s.GetRequiredService<ImportTenant>().RunAsync(Admin, new MemoryStream(archive), Ct));

    private static async Task<int> TryAsync(RunningApp app, byte[] archive)
    {
        try { await ImportAsync(app, archive); }
        catch (RefusedException refused) { return refused.Refusal.Status; }
        return 200;
    }

    private static async Task<long> CountAsync(RunningApp app, string sql)
    {
        await using var db = new NpgsqlConnection(app.Connections.Setup);
        await db.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, db);
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }
}
