using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Rendrix.Cast;

namespace Rendrix.Web.Tests.Platform;

/// <summary>Kills the program, as SIGKILL does, in the middle of a rush of checkouts, and counts what is left.</summary>
public sealed class CrashTests(PostgresFixture postgres)
{
    private const int Buyers = 100;

    [Fact]
    public async Task Killed_three_times_in_a_hundred_checkouts_no_paid_checkout_lacks_its_order_and_none_has_two()
    {
        string owner;
        CastShop acme;
        await using (var app = await RunningApp.StartAsync(postgres))
        {
            acme = await Cast.Cast.AcmeAsync(app.Services, mugs: Buyers + 50);
            owner = app.Connections.Setup;
        }

        var port = FreePort();
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(20) };
        var program = await StartAsync(owner, port, client);
        var acknowledged = new HashSet<string>();
        var left = Enumerable.Range(0, Buyers).ToList();
        var dice = new Random(20261121);
        try
        {
            var checkouts = new Guid[Buyers];
            foreach (var buyer in left) checkouts[buyer] = (await client.CheckoutAsync("acme", await client.CartAsync("acme", acme["Blue mug"].Id), $"buyer{buyer}@example.com")).GetProperty("checkoutId").GetGuid();

            for (var round = 0; left.Count > 0; round++)
            {
                var killing = round < 3 ? Task.Delay(dice.Next(20, 400)).ContinueWith(_ => program.Kill(entireProcessTree: true), TaskScheduler.Default) : Task.CompletedTask;
                await Parallel.ForEachAsync(left.ToList(), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (buyer, _) =>
                {
                    try
                    {
                        var answer = await client.PayAsync("acme", checkouts[buyer]);
                        if (answer.StatusCode != HttpStatusCode.Created) return;
                        var number = (await answer.JsonAsync()).GetProperty("orderNumber").GetString()!;
                        lock (left) { left.Remove(buyer); acknowledged.Add(number); }
                    }
                    catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException) { /* the buyer saw the connection break and tries again below */ }
                });
                await killing;
                if (round < 3) { await program.WaitForExitAsync(); program.Dispose(); program = await StartAsync(owner, port, client); }
                Assert.True(round < 10, $"{left.Count} buyers never got an answer.");
            }

            await using var db = new NpgsqlConnection(owner);
            await db.OpenAsync();
            Assert.Equal(Buyers, acknowledged.Count);
            Assert.Equal(Buyers, await ScalarAsync(db, "select count(*) from orders"));
            Assert.Equal(Buyers, await ScalarAsync(db, "select count(distinct cart_id) from orders"));
            Assert.Equal(Buyers, await ScalarAsync(db, "select count(*) from payments p join orders o on o.tenant_id = p.tenant_id and o.id = p.order_id and p.amount_minor = o.total_minor"));
            Assert.Equal(1000 + Buyers, await ScalarAsync(db, "select max(number) from orders"));
            Assert.Equal(50, await ScalarAsync(db, "select quantity from variants where sku = 'acme-blue-mug'"));
            Assert.Equal(-Buyers, await ScalarAsync(db, "select sum(delta) from stock_movements"));
            Assert.Equal(0, await ScalarAsync(db, "select count(*) from orders o where not exists (select 1 from outbox_messages m where m.payload->>'orderId' = o.id::text and m.topic = 'order.placed')"));

            for (var i = 0; i < 300 && await ScalarAsync(db, "select count(*) from outbox_messages where done_at is null") > 0; i++) await Task.Delay(100);
            Assert.Equal(0, await ScalarAsync(db, "select count(*) from outbox_messages where done_at is null"));
            Assert.Equal(Buyers, await ScalarAsync(db, "select count(*) from dev_mails"));
            Assert.Equal(Buyers, await ScalarAsync(db, "select count(distinct \"to\") from dev_mails"));
        }
        finally
        {
            if (!program.HasExited) program.Kill(entireProcessTree: true);
            program.Dispose();
        }
    }

    private static async Task<Process> StartAsync(string owner, int port, HttpClient client)
    {
        var info = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        foreach (var word in new[] { typeof(Program).Assembly.Location, "--urls", $"http://127.0.0.1:{port}" }) info.ArgumentList.Add(word);
        info.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        info.Environment["ConnectionStrings__Rendrix"] = owner;
        info.Environment["Rendrix__SkipSetup"] = "true";
        info.Environment["RENDRIX_DEMO"] = "false";
        info.Environment["DOTNET_TieredPGO"] = "0";
        info.Environment["RENDRIX_DATA"] = Path.Combine(Path.GetTempPath(), "rendrix-crash");
        var program = Process.Start(info)!;
        program.OutputDataReceived += (_, _) => { };
        program.ErrorDataReceived += (_, _) => { };
        program.BeginOutputReadLine();
        program.BeginErrorReadLine();
        for (var i = 0; i < 600; i++)
        {
            Assert.False(program.HasExited, "The program ended at start.");
            try { if ((await client.GetAsync("/health/ready")).IsSuccessStatusCode) return program; }
            catch (HttpRequestException) { /* not listening yet */ }
            await Task.Delay(100);
        }
        throw new TimeoutException("The program did not become ready.");
    }

    private static async Task<long> ScalarAsync(NpgsqlConnection db, string sql)
    {
        await using var command = new NpgsqlCommand(sql, db);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
