using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Platform.Data;

/// <summary>
/// The only place that uses the role which sees all tenants. Every use says why and is traced; nothing a shopper or merchant sends reaches it.
/// </summary>
public sealed class PlatformAccess(DatabaseConnections connections, ILogger<PlatformAccess> log) : IAsyncDisposable
{
    private static readonly ActivitySource Traces = new("Rendrix.Platform");
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(connections.Platform);
    private readonly DbContextOptions<AppDb> _options = new DbContextOptionsBuilder<AppDb>().UseNpgsql(connections.Platform).Options;

    /// <summary>Tenants that have messages due, oldest first: step one of the outbox, which locks nothing.</summary>
    public async Task<IReadOnlyList<Guid>> TenantsWithDueMessagesAsync(DateTimeOffset now, int limit, CancellationToken ct)
    {
        using var trace = Trace("outbox");
        await using var command = _source.CreateCommand("select tenant_id, min(due_at) from outbox_messages where done_at is null and quarantined_at is null and due_at <= $1 group by 1 order by 2 limit $2");
        command.Parameters.Add(new() { Value = now });
        command.Parameters.Add(new() { Value = limit });
        var tenants = new List<Guid>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) tenants.Add(reader.GetGuid(0));
        return tenants;
    }

    /// <summary>Tenants with something to send to webhooks, oldest first; locks nothing.</summary>
    public async Task<IReadOnlyList<Guid>> TenantsWithDueDeliveriesAsync(DateTimeOffset now, int limit, CancellationToken ct)
    {
        using var trace = Trace("webhooks");
        await using var command = _source.CreateCommand("select tenant_id, min(due_at) from webhook_deliveries where state = 'pending' and due_at <= $1 group by 1 order by 2 limit $2");
        command.Parameters.Add(new() { Value = now });
        command.Parameters.Add(new() { Value = limit });
        var tenants = new List<Guid>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) tenants.Add(reader.GetGuid(0));
        return tenants;
    }

    /// <summary>Deletes the row of an organization whose time is over, after everything it owned; requests may not delete one. Memberships go with it.</summary>
    public async Task DeleteOrganizationAsync(Guid organization, DateTimeOffset now, CancellationToken ct)
    {
        using var trace = Trace("organization");
        await using var command = _source.CreateCommand("delete from organizations where id = $1 and ends_at <= $2");
        command.Parameters.Add(new() { Value = organization });
        command.Parameters.Add(new() { Value = now });
        if (await command.ExecuteNonQueryAsync(ct) == 0) return;
        // What the platform kept about it; its log keeps what was done.
        await using var rest = _source.CreateCommand("with flags as (delete from flag_settings where organization_id = $1) delete from support_sessions where organization_id = $1");
        rest.Parameters.Add(new() { Value = organization });
        await rest.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Whether a person runs the installation; asked before anything of theirs is done.</summary>
    public async Task<AdminRow?> AdminAsync(Guid user, CancellationToken ct)
    {
        using var trace = Trace("admin");
        await using var command = _source.CreateCommand("select trim(u.first_name || ' ' || u.last_name), u.email, u.two_factor_enabled, u.email_confirmed from platform_admins a join users u on u.id = a.user_id where a.user_id = $1");
        command.Parameters.Add(new() { Value = user });
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? new AdminRow(reader.GetString(0), reader.GetString(1), reader.GetBoolean(2), reader.GetBoolean(3)) : null;
    }

    /// <summary>Everybody who runs the installation.</summary>
    public async Task<IReadOnlyList<Guid>> AdminIdsAsync(CancellationToken ct)
    {
        using var trace = Trace("admin");
        await using var command = _source.CreateCommand("select user_id from platform_admins");
        var ids = new List<Guid>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) ids.Add(reader.GetGuid(0));
        return ids;
    }

    /// <summary>
    /// A unit of work that sees all tenants, for <see cref="Operator.PlatformTransactions"/>, which asks first who wants it. With a tenant named it writes that
    /// tenant's audit log and outbox like any other; reads are still filtered to it unless a query says otherwise.
    /// </summary>
    internal async Task<AppDb> BeginAsync(string why, Guid tenant, OutboxWriter outbox, CurrentActor? actor, CancellationToken ct)
    {
        using var trace = Trace(why);
        var db = new AppDb(_options);
        try
        {
            var transaction = await db.Database.BeginTransactionAsync(ct);
            db.Enter(tenant, null, transaction, tenant == Guid.Empty ? null : outbox, actor);
            return db;
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    /// <summary>Adds what was counted in memory to the usage of many tenants in one statement; organizations that are gone are passed over.</summary>
    public async Task AddUsageAsync(DateOnly day, IReadOnlyList<(Guid Organization, Guid Store, string Metric, long Amount)> counts, CancellationToken ct)
    {
        using var trace = Trace("usage");
        foreach (var portion in counts.Chunk(1000))
        {
            await using var command = _source.CreateCommand("""
                insert into usage_days (tenant_id, id, day, metric, shop_id, amount)
                select c.tenant, c.id, $6, c.metric, c.shop, c.amount from unnest($1, $2, $3, $4, $5) c(tenant, id, shop, metric, amount) where exists (select 1 from organizations o where o.id = c.tenant) order by c.tenant, c.shop, c.metric
                on conflict (tenant_id, day, metric, shop_id) do update set amount = usage_days.amount + excluded.amount
                """);
            command.Parameters.Add(new() { Value = portion.Select(c => c.Organization).ToArray() });
            command.Parameters.Add(new() { Value = portion.Select(_ => Guid.CreateVersion7()).ToArray() });
            command.Parameters.Add(new() { Value = portion.Select(c => c.Store).ToArray() });
            command.Parameters.Add(new() { Value = portion.Select(c => c.Metric).ToArray() });
            command.Parameters.Add(new() { Value = portion.Select(c => c.Amount).ToArray() });
            command.Parameters.Add(new() { Value = day });
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    /// <summary>Notes for every store how many products it has, and for every organization how many stores: what stands at the end of a day is that day's. A count of the database of what is there, so it may be noted as often as one likes.</summary>
    public async Task NoteLevelsAsync(DateOnly day, CancellationToken ct)
    {
        using var trace = Trace("usage");
        await using var command = _source.CreateCommand("""
            insert into usage_days (tenant_id, id, day, metric, shop_id, amount)
            select l.tenant_id, gen_random_uuid(), $1, l.metric, l.shop, l.amount from (
                select s.tenant_id, 'products' metric, s.id shop, coalesce(p.n, 0) amount from stores s
                    left join (select tenant_id, store_id, count(*) n from products where status <> 'archived' group by 1, 2) p on p.tenant_id = s.tenant_id and p.store_id = s.id
                union all select tenant_id, 'stores', '00000000-0000-0000-0000-000000000000', count(*) filter (where status <> 'closed') from stores group by 1) l
            order by l.tenant_id, l.shop, l.metric
            on conflict (tenant_id, day, metric, shop_id) do update set amount = excluded.amount where usage_days.amount <> excluded.amount
            """);
        command.Parameters.Add(new() { Value = day });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Organizations that use so much of anything plans limit that one of them could be near its own limit; who they are is all that is asked.</summary>
    public async Task<List<Guid>> NearLimitsAsync(DateOnly month, long stores, long products, long traffic, CancellationToken ct)
    {
        using var trace = Trace("limits");
        await using var command = _source.CreateCommand("""
            select tenant_id from usage_days where metric = 'bandwidth' and day >= $1 group by tenant_id having sum(amount) >= $4
            union select tenant_id from stores where status <> 'closed' group by tenant_id having count(*) >= $2
            union select tenant_id from products where status <> 'archived' group by tenant_id having count(*) >= $3
            """);
        command.Parameters.Add(new() { Value = month });
        command.Parameters.Add(new() { Value = Math.Max(2, stores) });
        command.Parameters.Add(new() { Value = Math.Max(2, products) });
        command.Parameters.Add(new() { Value = Math.Max(1, traffic) });
        var near = new List<Guid>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) near.Add(reader.GetGuid(0));
        return near;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private Activity? Trace(string why)
    {
        log.LogTrace("Platform role used: {Why}", why);
        var activity = Traces.StartActivity("platform." + why);
        activity?.SetTag("rendrix.why", why);
        return activity;
    }
}

/// <summary>A person who runs the installation.</summary>
/// <param name="Name">First and last name.</param>
/// <param name="Email">Their address.</param>
/// <param name="HasSecondFactor">Whether their sign-in asks for a second factor.</param>
/// <param name="IsConfirmed">Whether they proved that the address is theirs.</param>
public sealed record AdminRow(string Name, string Email, bool HasSecondFactor, bool IsConfirmed);
