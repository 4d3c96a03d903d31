using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Rendrix.Orders;
using Rendrix.Payments;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Demo;

namespace Rendrix.Web.Tests.Platform;

public sealed class DemoSeedTests(PostgresFixture postgres)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A process that dies while it makes the demo leaves what was committed; the next start makes the rest.</summary>
    [Theory]
    [InlineData("delete from stores", "delete from store_domains")]
    [InlineData("delete from orders", "update order_counters set next = 1001")]
    [InlineData("delete from stores where subdomain = 'morrow-reed'", "delete from store_domains where name = 'morrow-reed'")]
    public async Task A_demo_whose_making_was_cut_short_is_finished_by_the_next_start(string lost, string and)
    {
        await using var app = await RunningApp.StartAsync(postgres);
        await Seed(app, "true").RunAsync(Ct);
        await using (var connection = new Npgsql.NpgsqlConnection(app.Connections.Setup))
        {
            await connection.OpenAsync(Ct);
            foreach (var sql in new[] { lost, and, "update users set email_confirmed = false" })
            {
                await using var command = new Npgsql.NpgsqlCommand(sql, connection);
                await command.ExecuteNonQueryAsync(Ct);
            }
        }
        Assert.Equal(["tumblewick", "morrow-reed"], (await Seed(app, "true").RunAsync(Ct))!.Stores.Select(s => s.Identifier));
        await app.InScopeAsync(async services =>
        {
            var transactions = services.GetRequiredService<TenantTransactions>();
            await using var global = await transactions.BeginGlobalAsync(Ct);
            Assert.True((await global.Users.SingleAsync(Ct)).EmailConfirmed);
            await using var db = await transactions.BeginAsync((await global.Organizations.SingleAsync(Ct)).Id, null, Ct);
            Assert.Equal([26, 26], await db.Stores.Select(s => db.Orders.Count(o => o.StoreId == s.Id)).ToListAsync(Ct));
            return 0;
        });
    }

    [Fact]
    public async Task The_demo_is_made_once_and_its_orders_are_as_true_as_real_ones()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        var seed = Seed(app, "true");
        var access = await seed.RunAsync(Ct);
        Assert.Equal(["tumblewick", "morrow-reed"], access!.Stores.Select(s => s.Identifier));
        Assert.Equal(["tumblewick", "morrow-reed"], (await seed.RunAsync(Ct))!.Stores.Select(s => s.Identifier));

        await app.InScopeAsync(async services =>
        {
            var transactions = services.GetRequiredService<TenantTransactions>();
            await using var global = await transactions.BeginGlobalAsync(Ct);
            var organization = await global.Organizations.SingleAsync(Ct);
            var user = await global.Users.SingleAsync(Ct);
            Assert.True(user.EmailConfirmed && await services.GetRequiredService<Passwords>().IsRightAsync(user, DemoSeed.Password, Ct));

            await using var db = await transactions.BeginAsync(organization.Id, null, Ct);
            foreach (var store in await db.Stores.ToListAsync(Ct))
            {
                var orders = await db.Orders.Include(o => o.Lines).Include(o => o.Events).Include(o => o.Payments).Where(o => o.StoreId == store.Id).OrderBy(o => o.Number).AsSplitQuery().ToListAsync(Ct);
                Assert.Equal(Enumerable.Range(1001, orders.Count).Select(n => (long)n), orders.Select(o => o.Number));
                Assert.Equal(1001 + orders.Count, (await db.OrderCounters.SingleAsync(c => c.StoreId == store.Id, Ct)).Next);
                Assert.Equal(orders.OrderBy(o => o.PlacedAt).Select(o => o.Id), orders.Select(o => o.Id));
                Assert.Superset(new HashSet<OrderStatus> { OrderStatus.Pending, OrderStatus.Processing, OrderStatus.Shipped, OrderStatus.Delivered, OrderStatus.Cancelled }, orders.Select(o => o.Status).ToHashSet());
                Assert.All(orders, o =>
                {
                    Assert.Equal(o.SubtotalMinor, o.Lines.Sum(l => l.TotalMinor));
                    Assert.Equal(o.TotalMinor, o.SubtotalMinor + o.ShippingMinor + (o.TaxIncluded ? 0 : o.TaxMinor));
                    Assert.Equal(o.TotalMinor, Assert.Single(o.Payments).AmountMinor);
                    Assert.Equal(o.Status == OrderStatus.Cancelled ? PaymentStatus.Refunded : PaymentStatus.Captured, o.Payments[0].Status);
                    Assert.Equal(["placed", "paid"], o.Events.OrderBy(e => e.At).Select(e => e.Kind).Take(2));
                    Assert.All(o.Events, e => Assert.True(e.At <= DateTimeOffset.UtcNow, $"{o.Number} {e.Kind}"));
                });
                foreach (var variant in await db.Variants.Where(v => v.StoreId == store.Id).ToListAsync(Ct))
                    Assert.Equal(variant.Quantity, await db.StockMovements.Where(m => m.VariantId == variant.Id).SumAsync(m => m.Delta, Ct));
                Assert.All(await db.Products.Include(p => p.Variants).Where(p => p.StoreId == store.Id).ToListAsync(Ct), p =>
                {
                    Assert.Equal(p.Quantity, p.Variants.Sum(v => v.Quantity));
                    Assert.True(p.Available && p.CoverUrl is not null, p.Name);
                });
            }
            Assert.DoesNotContain(await db.OutboxMessages.Select(m => m.Topic).ToListAsync(Ct), t => t.StartsWith("order.", StringComparison.Ordinal));
            return 0;
        });
    }

    [Fact]
    public async Task There_is_no_demo_where_it_is_not_wanted_or_somebody_was_first()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        Assert.Null(await Seed(app, "false").RunAsync(Ct));
        Assert.Null(await Seed(app, "", "Production").RunAsync(Ct));
        var organization = Guid.CreateVersion7();
        await app.InScopeAsync(async services =>
        {
            await using var db = await services.GetRequiredService<TenantTransactions>().BeginAsync(organization, null, Ct);
            Assert.Equal(0, await db.Organizations.CountAsync(Ct));
            db.Organizations.Add(new Organization { Id = organization, Name = "First", Slug = "first" });
            await db.CommitAsync(Ct);
            return 0;
        });
        Assert.Null(await Seed(app, "true").RunAsync(Ct));
    }

    private static DemoSeed Seed(RunningApp app, string wanted, string environment = "Development") => new(
        app.Services.GetRequiredService<IServiceScopeFactory>(), new ConfigurationBuilder().AddInMemoryCollection([new("RENDRIX_DEMO", wanted)]).Build(),
        new Surroundings { EnvironmentName = environment }, app.Services.GetRequiredService<TimeProvider>());

    private sealed class Surroundings : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "";
        public string ApplicationName { get; set; } = "Rendrix.Web";
        public string ContentRootPath { get; set; } = "";
        public Microsoft.Extensions.FileProviders.IFileProvider ContentRootFileProvider { get; set; } = new Microsoft.Extensions.FileProviders.NullFileProvider();
    }
}
