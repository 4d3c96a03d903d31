using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Inventory;
using Rendrix.Reviews;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Platform.Secrets;
using Rendrix.Web.Tests.Api;
using Rendrix.Web.Tests.Auditing;
using Rendrix.Web.Tests.Organizations;
using Rendrix.Web.Tests.Stores;
using Rendrix.Webhooks;

namespace Rendrix.Web.Tests.Tenancy;

/// <summary>
/// The event handlers of every page of a store, called in a circuit whose person lost the right while the page was open and before the circuit heard of it, and by their numbers in the circuit of
/// somebody who never had it: nothing changes. The same calls by somebody who may do it change what they should, so that the silence means something. A new page is in it by itself.
/// </summary>
public sealed partial class HandlerAttackTests(AppFixture shared) : IClassFixture<AppFixture>
{
    private RunningApp App => shared.App;

    [Fact]
    public async Task Handlers_of_an_open_page_do_nothing_for_a_person_who_lost_the_right_and_by_their_numbers_for_nobody_else()
    {
        var (ada, ben, vera) = await PeopleAsync("attacked");
        var store = await FillAsync(ada, "Attacked");
        var (benIn, veraIn) = (await SessionAsync(ben), await SessionAsync(vera));
        await using var watch = await WriteWatch.BeginAsync(App, ada.Organization);
        var (changed, fell, refused, called, byNumber) = (new List<string>(), new List<string>(), new List<string>(), 0, 0);
        foreach (var (page, pattern) in Pages())
        {
            var (path, values) = await AddressAsync(pattern, ada.Organization, store);
            // Somebody who never had the right: the handlers that stand there, and the numbers of handlers in circuits that are not theirs.
            await using (var other = await PageCircuit.OpenAsync(App, page, path, values, veraIn))
            {
                await watch.SinceAsync();
                var numbers = Enumerable.Range(1, 300).Select(n => (ulong)n).ToList();
                byNumber += numbers.Count;
                await other.CallAsync(numbers);
            }
            await LookAsync($"{pattern}, by a viewer with any number");
            // The owner takes the right away; no process is told, so every button is still there.
            called += await CallAllAsync(pattern, OpenAsync, (handler, what) => LookAsync($"{pattern} {handler}, {what}", mayDraft: true), fell, refused);

            async Task<PageCircuit> OpenAsync()
            {
                await RoleAsync(ada.Organization, ben.Id, "owner");
                var open = await PageCircuit.OpenAsync(App, page, path, values, benIn);
                await RoleAsync(ada.Organization, ben.Id, "viewer");
                // What opening it made is theirs: a template's first draft, the theme under work.
                await watch.SinceAsync();
                return open;
            }

            async Task LookAsync(string what, bool mayDraft = false) => changed.AddRange((await watch.SinceAsync()).Where(row => !mayDraft || !Draft().IsMatch(row)).Select(row => $"{what}: {row}"));
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{called} handlers called one by one, {byNumber} numbers; pages that fell: {string.Join("; ", fell)}; that refused: {string.Join(", ", refused)}");
        Assert.True(changed.Count == 0, string.Join('\n', changed));
        Assert.True(fell.Count == 0, string.Join('\n', fell));
        Assert.True(called >= 400, $"Only {called} handlers were called.");
        // The editor writes drafts, which are nobody's but the page's; what it puts live asks in a dialog of its own.
        var silent = Acting.Except(["/pages/{Id:guid}/edit"]).Except(refused.Select(pattern => pattern["/s/{Store}".Length..])).ToList();
        Assert.True(silent.Count == 0, $"These pages act for an owner and refused nobody: {string.Join(", ", silent)}");
    }

    // Pages of which at least one handler saves something for an owner.
    private static readonly string[] Acting =
    [
        "/categories", "/design", "/inventory/transfers/{Id:guid}", "/media", "/orders/{Number:long}", "/pages", "/pages/{Id:guid}/edit", "/products", "/products/{Id:guid}", "/reviews/{Id:guid}", "/settings", "/settings/api-keys", "/settings/domains",
        "/settings/life", "/settings/organization", "/settings/people", "/settings/plan", "/settings/webhooks/{Id:guid}",
    ];

    [Fact]
    public async Task The_same_handlers_do_what_they_say_for_somebody_who_may()
    {
        var (ada, ben, _) = await PeopleAsync("control");
        var store = await FillAsync(ada, "Control");
        await RoleAsync(ada.Organization, ben.Id, "owner");
        var session = await SessionAsync(ben);
        await using var watch = await WriteWatch.BeginAsync(App, ada.Organization);
        var (acted, fell) = (new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal), new List<string>());
        foreach (var (page, pattern) in Pages())
        {
            var (path, values) = await AddressAsync(pattern, ada.Organization, store);
            await CallAllAsync(pattern, OpenAsync, LookAsync, fell, []);
            while (await App.Services.GetRequiredService<OutboxWorker>().DrainAsync(CancellationToken.None) > 0) await Task.Yield();
            await watch.SinceAsync();

            async Task<PageCircuit> OpenAsync()
            {
                var open = await PageCircuit.OpenAsync(App, page, path, values, session);
                await watch.SinceAsync();
                return open;
            }

            async Task LookAsync(string handler, string what)
            {
                // A draft is saved a second after its last change, when another page may be open already.
                var rows = (await watch.SinceAsync()).Where(row => pattern.EndsWith("/edit", StringComparison.Ordinal) || !Draft().IsMatch(row)).ToList();
                if (rows.Count == 0) return;
                if (!acted.TryGetValue(pattern, out var known)) acted[pattern] = known = new SortedSet<string>(StringComparer.Ordinal);
                known.Add(handler + " -> " + string.Join(", ", rows.Select(r => string.Join(' ', r.Split(' ').Take(2))).Distinct()));
            }
        }
        foreach (var (pattern, handlers) in acted) TestContext.Current.TestOutputHelper?.WriteLine(pattern + "\n    " + string.Join("\n    ", handlers));
        Assert.True(fell.Count == 0, string.Join('\n', fell));
        // A page that stopped acting, or a new one that acts, is to be looked at: the silence of the attack says something about these alone.
        Assert.Equal(Acting, acted.Keys.Select(pattern => pattern["/s/{Store}".Length..]));
    }

    // Every handler of a page, one after the other from top to bottom, those that a call brings along too; a page that fell is opened again.
    private static async Task<int> CallAllAsync(string pattern, Func<Task<PageCircuit>> open, Func<string, string, Task> look, List<string> fell, List<string> refused)
    {
        var (calls, done, falls, clock) = (0, new HashSet<string>(), 0, System.Diagnostics.Stopwatch.StartNew());
        var page = await open();
        try
        {
            while (calls < 400)
            {
                var handlers = await page.HandlersAsync();
                if (Next(handlers, done) is not { } handler) break;
                calls++;
                await page.CallAsync(handler);
                await look(handler.Name, "after the right was lost");
                if (page.Said("You need the right") && !refused.Contains(pattern)) refused.Add(pattern);
                if (!page.Fell && page.Broken.Count == 0) continue;
                fell.Add($"{pattern} {handler.Name}: {string.Join("; ", page.Broken.Select(b => string.Join(" | ", b.ToString().Split('\n').Take(9))).Distinct())}");
                await page.DisposeAsync();
                await look("closing it", "after the right was lost");
                page = await open();
                if (++falls > 20) break;
            }
        }
        finally { await page.DisposeAsync(); }
        await look("closing it", "after the right was lost");
        TestContext.Current.TestOutputHelper?.WriteLine($"{pattern}: {calls} calls, {clock.ElapsedMilliseconds} ms");
        return calls;
    }

    // As somebody works: fields are filled in, forms sent, buttons pressed, and those that end something come last. Of buttons that look alike, as in each row of a list, two are enough.
    private static PageHandler? Next(List<PageHandler> handlers, HashSet<string> done)
    {
        var alike = new Dictionary<string, int>();
        return handlers
            .Select(h => (Handler: h, At: alike[h.Place] = alike.GetValueOrDefault(h.Place) + 1))
            .Where(h => h.At <= (h.Handler.OfKit || h.Handler.Event is "onchange" or "oninput" or "onsubmit" ? 30 : 2) && !Own.Contains(h.Handler.Label))
            .OrderBy(h => h.Handler.Event switch { "onsubmit" => 1, "onclick" => Ends(h.Handler.Label) ? 3 : 2, _ => 0 })
            .Where(h => done.Add($"{h.Handler.Place} {h.At}")).Select(h => h.Handler).FirstOrDefault();
    }

    // A draft under work is shared by everybody who has it open and saved by nobody in particular, a second later. Circuits hear of lost rights by a notification, which the test keeps from them; what shops show is not in a draft.
    [GeneratedRegex(@"^(pages|store_themes) update \[(draft|draft_revision|drafted_at|updated_at|version| )+\]")]
    private static partial Regex Draft();

    private static bool Ends(string label) => Enders.Any(word => label.Contains(word, StringComparison.OrdinalIgnoreCase));

    // Everybody may leave an organization, whatever else they may do.
    private static readonly string[] Own = ["Leave"];

    private static readonly string[] Enders = ["cancel", "close", "delete", "remove", "archive", "discard", "take back", "sign out"];

    private async Task<(Somebody Ada, Somebody Ben, Somebody Vera)> PeopleAsync(string name)
    {
        var world = new OrganizationWorld(App);
        var (ada, ben, vera) = (await world.FounderAsync("ada-" + name), await world.FounderAsync("ben-" + name), await world.FounderAsync("vera-" + name));
        await world.JoinAsync(ada, ben, new { role = "admin" });
        await world.JoinAsync(ada, vera, new { role = "viewer" });
        return (ada, ben, vera);
    }

    private async Task<(Guid Id, string Slug)> FillAsync(Somebody owner, string name)
    {
        var store = await StoreLifeWorld.OpenAsync(owner, name);
        await StoreLifeWorld.OrderAsync(App, store.Slug);
        Assert.Equal(201, (await owner.Caller.SendAsync("POST", $"/api/v1/organizations/{owner.Organization}/api-keys", new { name = "Till", permissions = new[] { "products.read" } })).Status);
        while (await App.Services.GetRequiredService<OutboxWorker>().DrainAsync(CancellationToken.None) > 0) await Task.Yield();
        await App.ReadAsync(owner.Organization, async db =>
        {
            var product = await db.Products.Where(p => p.StoreId == store.Id).Select(p => p.Id).FirstAsync();
            db.Reviews.Add(new Review { TenantId = owner.Organization, Id = Guid.CreateVersion7(), StoreId = store.Id, ProductId = product, Stars = 4, Title = "Holds a lot", Text = "Two cups.", Author = "Ada", CreatedAt = DateTimeOffset.UtcNow });
            // An address that is never sent to, since it is no public one.
            db.Webhooks.Add(new Webhook { TenantId = owner.Organization, Id = Guid.CreateVersion7(), StoreId = store.Id, Url = "https://127.0.0.1/hook", Secret = App.Services.GetRequiredService<SecretBox>().Seal(WebhookSignature.NewSecret(), "webhook"), Topics = ["product.changed"], CreatedAt = DateTimeOffset.UtcNow });
            var transfer = new StockTransfer { TenantId = owner.Organization, Id = Guid.CreateVersion7(), StoreId = store.Id, Number = 1, ToId = store.Id, CreatedAt = DateTimeOffset.UtcNow };
            transfer.Lines.Add(new StockTransferLine { TenantId = owner.Organization, Id = Guid.CreateVersion7(), StoreId = store.Id, TransferId = transfer.Id, Quantity = 3, VariantId = await db.Variants.Where(v => v.ProductId == product).Select(v => v.Id).FirstAsync() });
            db.StockTransfers.Add(transfer);
            await db.CommitAsync(CancellationToken.None);
            return 0;
        });
        return store;
    }

    private Task<Guid> SessionAsync(Somebody person) => App.ReadAsync(person.Organization, db => db.Sessions.Where(s => s.UserId == person.Id).Select(s => s.Id).FirstAsync());

    // Behind the program's back, so that nothing tells the circuits.
    private Task<long> RoleAsync(Guid organization, Guid person, string role) => App.AsOwnerAsync($"with changed as (update memberships set role = '{role}' where organization_id = '{organization}' and user_id = '{person}' returning 1) select count(*) from changed");

    // Every page of a store, from the route table.
    private IEnumerable<(Type Page, string Pattern)> Pages() =>
        from endpoint in App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let page = endpoint.Metadata.GetMetadata<ComponentTypeMetadata>()
        let pattern = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
        where page is not null && pattern.StartsWith("/s/{Store}", StringComparison.Ordinal)
        orderby Order(pattern), pattern
        select (page.Type, pattern);

    // Pages of one thing before the lists in which it may be deleted, a product after its review, and what ends the store or the person's own part in it last.
    private static int Order(string pattern) =>
        new[] { "settings/life", "organization", "people" }.Any(last => pattern.EndsWith(last, StringComparison.Ordinal)) ? 3 : !pattern.Contains("{Id", StringComparison.Ordinal) ? 2 : pattern.Contains("products", StringComparison.Ordinal) ? 1 : 0;

    private async Task<(string Path, Dictionary<string, object?> Values)> AddressAsync(string pattern, Guid organization, (Guid Id, string Slug) store)
    {
        var values = new Dictionary<string, object?> { ["Store"] = store.Slug };
        if (pattern.Contains("{Number", StringComparison.Ordinal)) values["Number"] = await App.AsOwnerAsync($"select min(number) from orders where store_id = '{store.Id}'");
        if (pattern.Contains("{Kind", StringComparison.Ordinal)) values["Kind"] = "product";
        if (pattern.Contains("{Id", StringComparison.Ordinal))
            values["Id"] = await App.ReadAsync(organization, async db => pattern.Contains("products", StringComparison.Ordinal) ? await db.Products.Where(p => p.StoreId == store.Id).Select(p => p.Id).FirstAsync()
                : pattern.Contains("reviews", StringComparison.Ordinal) ? await db.Reviews.Where(r => r.StoreId == store.Id).Select(r => r.Id).FirstAsync()
                : pattern.Contains("transfers", StringComparison.Ordinal) ? await db.StockTransfers.Where(t => t.StoreId == store.Id).Select(t => t.Id).FirstAsync()
                : pattern.Contains("inventory", StringComparison.Ordinal) ? await db.Variants.Where(v => v.StoreId == store.Id && v.TrackInventory).Select(v => v.Id).FirstAsync()
                : pattern.Contains("webhooks", StringComparison.Ordinal) ? await db.Webhooks.Where(w => w.StoreId == store.Id).Select(w => w.Id).FirstAsync()
                : pattern.Contains("pages", StringComparison.Ordinal) ? await db.Pages.Where(p => p.StoreId == store.Id).Select(p => p.Id).FirstAsync() : Guid.CreateVersion7());
        return (Regex.Replace(pattern, @"\{(\w+)[^}]*\}", m => values[m.Groups[1].Value]!.ToString()!), values);
    }
}
