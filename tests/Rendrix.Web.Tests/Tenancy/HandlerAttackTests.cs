using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Rendrix.Web.Identity;
using Rendrix.Web.Tests.Api;
using Rendrix.Web.Tests.Auditing;
using Rendrix.Web.Tests.Organizations;
using Rendrix.Web.Tests.Stores;

namespace Rendrix.Web.Tests.Tenancy;

/// <summary>
/// The event handlers of every page of a store, called in a circuit whose person lost the right while the page was open and before the circuit heard of it, and by their numbers in the circuit of
/// somebody who never had it: nothing changes. The same calls by somebody who may do it change what they should, so that the silence means something. A new page is in it by itself.
/// </summary>
public sealed class HandlerAttackTests(AppFixture shared) : IClassFixture<AppFixture>
{
    private RunningApp App => shared.App;

    [Fact]
    public async Task Handlers_of_an_open_page_do_nothing_for_a_person_who_lost_the_right_and_by_their_numbers_for_nobody_else()
    {
        var (ada, ben, vera) = await PeopleAsync("attacked");
        var store = await FillAsync(ada, "Attacked");
        var (benIn, veraIn) = (await SessionAsync(ben), await SessionAsync(vera));
        var (changed, called, refused, before) = (new List<string>(), 0, new List<string>(), await RowsAsync(ada.Organization));
        foreach (var (page, pattern) in Pages())
        {
            var (path, values) = await AddressAsync(pattern, ada.Organization, store);
            await RoleAsync(ada.Organization, ben.Id, "owner");
            // Somebody who never had the right, and the numbers of handlers in circuits that are not theirs.
            await using (var other = await PageCircuit.OpenAsync(App, page, path, values, veraIn))
            {
                // What opening it made says what is there already: the theme under work begins as the one that is live.
                before = await RowsAsync(ada.Organization);
                for (var round = 0; round < 2; round++) await other.CallAsync(Enumerable.Range(1, 300).Select(n => (ulong)n).Concat(other.Handlers).Distinct());
            }
            await LookAsync($"{pattern}, by a viewer with any number");
            await using (var open = await PageCircuit.OpenAsync(App, page, path, values, benIn))
            {
                // What opening it made is theirs: a template's first draft, the theme under work.
                before = await RowsAsync(ada.Organization);
                // The owner takes the right away; no process is told, so every button is still there.
                await RoleAsync(ada.Organization, ben.Id, "viewer");
                for (var round = 0; round < 3; round++)
                {
                    var handlers = round == 0 ? open.Presses : open.Handlers;
                    called += handlers.Count;
                    await open.CallAsync(handlers);
                }
                if (open.Said("You need the right")) refused.Add(pattern);
            }
            await LookAsync($"{pattern}, after the right was lost");

            async Task LookAsync(string what)
            {
                var after = await RowsAsync(ada.Organization);
                changed.AddRange(after.Except(before).Select(row => $"{what}: {row}"));
                before = after;
            }
        }
        Assert.True(called > 300, $"{called} calls");
        Assert.True(changed.Count == 0, string.Join('\n', changed));
        Assert.True(refused.Count >= 5, $"Only these pages said that a right is missing: {string.Join(", ", refused)}");
    }

    [Fact]
    public async Task The_same_handlers_do_what_they_say_for_somebody_who_may()
    {
        var (ada, ben, _) = await PeopleAsync("control");
        var store = await FillAsync(ada, "Control");
        await RoleAsync(ada.Organization, ben.Id, "owner");
        var session = await SessionAsync(ben);
        var (acted, idle, before) = (new List<string>(), new List<string>(), await RowsAsync(ada.Organization));
        foreach (var (page, pattern) in Pages())
        {
            var (path, values) = await AddressAsync(pattern, ada.Organization, store);
            await using (var open = await PageCircuit.OpenAsync(App, page, path, values, session))
            {
                before = await RowsAsync(ada.Organization);
                for (var round = 0; round < 3; round++) await open.CallAsync(round == 0 ? open.Presses : open.Handlers);
                idle.Add($"{path}: {open.Presses.Count} of {open.Handlers.Count} are presses; {string.Join("; ", open.Broken.Select(b => b.Message).Distinct())}");
            }
            var after = await RowsAsync(ada.Organization);
            if (!after.SetEquals(before)) acted.Add(pattern);
            // What a call reaches depends on what the calls before it drew anew, so that not every page acts: an order, a plan, a copy and the organization always do.
            if (acted.Count >= 3) return;
        }
        Assert.Fail($"Only these pages did anything: {string.Join(", ", acted)}\n{string.Join('\n', idle)}");
    }

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
        orderby pattern.Contains("settings/life", StringComparison.Ordinal) || pattern.Contains("organization", StringComparison.Ordinal), pattern
        select (page.Type, pattern);

    private async Task<(string Path, Dictionary<string, object?> Values)> AddressAsync(string pattern, Guid organization, (Guid Id, string Slug) store)
    {
        var values = new Dictionary<string, object?> { ["Store"] = store.Slug };
        if (pattern.Contains("{Number", StringComparison.Ordinal)) values["Number"] = await App.AsOwnerAsync($"select min(number) from orders where store_id = '{store.Id}'");
        if (pattern.Contains("{Kind", StringComparison.Ordinal)) values["Kind"] = "product";
        if (pattern.Contains("{Id", StringComparison.Ordinal))
            values["Id"] = await App.ReadAsync(organization, async db => pattern.Contains("products", StringComparison.Ordinal) ? await db.Products.Where(p => p.StoreId == store.Id).Select(p => p.Id).FirstAsync()
                : pattern.Contains("pages", StringComparison.Ordinal) ? await db.Pages.Where(p => p.StoreId == store.Id).Select(p => p.Id).FirstAsync() : Guid.CreateVersion7());
        return (System.Text.RegularExpressions.Regex.Replace(pattern, @"\{(\w+)[^}]*\}", m => values[m.Groups[1].Value]!.ToString()!), values);
    }

    // Everything of the organization but what the program writes in its own time, as one line for each table.
    private async Task<HashSet<string>> RowsAsync(Guid organization)
    {
        await using var connection = new NpgsqlConnection(App.Connections.Setup);
        await connection.OpenAsync();
        var tables = new List<string>();
        await using (var list = new NpgsqlCommand("select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname not in ('outbox_messages', 'audit_links', 'usage_days', 'usage_notices', 'idempotency_keys') order by 1", connection))
        await using (var reader = await list.ExecuteReaderAsync())
            while (await reader.ReadAsync()) tables.Add(reader.GetString(0));
        var sql = string.Join(" union all ", tables.Select(t => $"select '{t} ' || count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from {t} t where tenant_id = '{organization}'")
            .Append($"select 'organizations ' || md5(o::text) from organizations o where id = '{organization}'")
            .Append($"select 'memberships ' || count(*) from memberships where organization_id = '{organization}'"));
        var rows = new HashSet<string>();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var answer = await command.ExecuteReaderAsync();
        while (await answer.ReadAsync()) rows.Add(answer.GetString(0));
        return rows;
    }
}
