using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Rendrix.Tests.Blocks;
using Rendrix.Webhooks;

namespace Rendrix.Tests.Webhooks;

/// <summary>What docs/webhooks.md tells merchants to write keeps to what we send: the sample in C# stands here as it stands there, the one for Node is run out of the page.</summary>
public sealed class WebhookSampleTests
{
    private const string Body = """{"id":"evt_1","topic":"order.placed","data":{"name":"Zürich, “Größe 7”"}}""";
    private static readonly byte[] Secret = WebhookSignature.NewSecret();

    /// <summary>Id, time, signatures and body as they arrive, and whether a receiver should take them.</summary>
    public static TheoryData<string, string, string, string, bool> Arrivals
    {
        get
        {
            var (id, now) = (WebhookSignature.IdOf(Guid.CreateVersion7()), DateTimeOffset.UtcNow);
            string At(int seconds) => now.AddSeconds(seconds).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            string Signed(int seconds = 0, byte[]? secret = null) => WebhookSignature.Of(secret ?? Secret, id, now.AddSeconds(seconds), Body);
            var other = WebhookSignature.NewSecret();
            return new()
            {
                { id, At(0), Signed(), Body, true },
                // While a secret is being changed two sign, in either order.
                { id, At(0), $"{Signed(0, other)} {Signed()}", Body, true },
                { id, At(0), $"{Signed()} {Signed(0, other)}", Body, true },
                { id, At(-200), Signed(-200), Body, true },
                { id, At(0), Signed(), Body.Replace("7", "8", StringComparison.Ordinal), false },
                { id + "0", At(0), Signed(), Body, false },
                { id, At(1), Signed(), Body, false },
                { id, At(-400), Signed(-400), Body, false },
                { id, At(400), Signed(400), Body, false },
                { id, At(0), Signed(0, other), Body, false },
                { id, At(0), "v2," + Signed()[3..], Body, false },
                { id, At(0), Signed()[3..], Body, false },
                { id, At(0), "v1,", Body, false },
                { id, At(0), "", Body, false },
                { id, unchecked(now.ToUnixTimeSeconds() - long.MinValue).ToString(CultureInfo.InvariantCulture), Signed(), Body, false },
                { id, "soon", Signed(), Body, false },
                { id, "", Signed(), Body, false },
            };
        }
    }

    // Made where they are used: found in another process, they would be signed with its secret and be old.
    [Theory, MemberData(nameof(Arrivals), DisableDiscoveryEnumeration = true)]
    public void The_sample_in_csharp_takes_what_we_signed_and_nothing_else(string id, string timestamp, string signatures, string body, bool ours) =>
        Assert.Equal(ours, IsOurs(WebhookSignature.Write(Secret), id, timestamp, signatures, body));

    [Fact]
    public async Task The_sample_for_node_takes_what_we_signed_and_nothing_else()
    {
        var arrivals = Arrivals.Select(row => row.Data).ToList();
        var script = Page("js") + "\nprocess.stdout.write(JSON.stringify(JSON.parse(process.argv[1]).map(a => isOurs(a.secret, a.headers, a.body))));";
        var cases = JsonSerializer.Serialize(arrivals.Select(a => new { secret = WebhookSignature.Write(Secret), headers = new Dictionary<string, string> { ["webhook-id"] = a.Item1, ["webhook-timestamp"] = a.Item2, ["webhook-signature"] = a.Item3 }, body = a.Item4 }));
        using var node = Process.Start(new ProcessStartInfo("node", ["--input-type=module", "-e", script, cases]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (said, wrong) = (node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("", await wrong);
        Assert.Equal(arrivals.Select(a => a.Item5), JsonSerializer.Deserialize<bool[]>(await said)!);
    }

    [Fact]
    public void The_sample_in_csharp_stands_on_the_page_as_it_was_tried() => Assert.Contains(Lines(Page("csharp")), Lines(File.ReadAllText(Path.Combine(BlockListTests.Root, "tests", "Rendrix.Tests", "Webhooks", "WebhookSampleTests.cs"))), StringComparison.Ordinal);

    // Without how far lines stand from the edge.
    private static string Lines(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith("using ", StringComparison.Ordinal)));

    private static string Page(string language)
    {
        var page = File.ReadAllText(Path.Combine(BlockListTests.Root, "docs", "webhooks.md"));
        var from = page.IndexOf($"```{language}\n", StringComparison.Ordinal) + language.Length + 4;
        return page[from..page.IndexOf("```", from, StringComparison.Ordinal)];
    }

    private static bool IsOurs(string secret, string id, string timestamp, string signatures, string body)
    {
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var at) || DateTimeOffset.UtcNow.ToUnixTimeSeconds() - at is < -300 or > 300) return false;
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var wanted = "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}")));
        return signatures.Split(' ').Any(sent => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent), Encoding.UTF8.GetBytes(wanted)));
    }
}
