using Microsoft.EntityFrameworkCore;
using Rendrix.Amounts;
using Rendrix.Domains;
using Rendrix.Identity;
using Rendrix.Orders;
using Rendrix.Web.Auditing;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Operator.Tenants;

/// <summary>
/// The list of organizations. A page is found first, by keyset over the organizations alone; what is shown of each is then read for those few, by keys that begin
/// with the tenant. So the hundredth page of ten thousand costs what the first one does.
/// </summary>
public sealed class TenantDirectory(PlatformTransactions platform, TimeProvider clock)
{
    private static readonly OrderStatus[] NotSold = [OrderStatus.Cancelled, OrderStatus.Refunded];

    /// <summary>Rows after a place in the list: the short name or moment, and id of the row before.</summary>
    public async Task<List<TenantRow>> ListAsync(PlatformPerson by, TenantFilter filter, (string Name, DateTimeOffset At, Guid Id)? after, int take, CancellationToken ct)
    {
        await using var db = await platform.BeginAsync(by, "tenants", ct);
        var found = Matching(db, filter);
        if (filter.ByName)
        {
            // The short name is the name as addresses write it, nobody else has it, and an index holds it.
            if (after is var (name, _, _)) found = found.Where(o => o.Slug.CompareTo(name) > 0);
            found = found.OrderBy(o => o.Slug);
        }
        else
        {
            if (after is var (_, at, id)) found = found.Where(o => o.CreatedAt < at || o.CreatedAt == at && o.Id.CompareTo(id) < 0);
            found = found.OrderByDescending(o => o.CreatedAt).ThenByDescending(o => o.Id);
        }
        return await FillAsync(db, await found.Take(take).ToListAsync(ct), ct);
    }

    /// <summary>How many organizations match.</summary>
    public async Task<long> CountAsync(PlatformPerson by, TenantFilter filter, CancellationToken ct)
    {
        await using var db = await platform.BeginAsync(by, "tenants", ct);
        return await Matching(db, filter).LongCountAsync(ct);
    }

    /// <summary>How many there are of each view.</summary>
    public async Task<TenantCounts> CountsAsync(PlatformPerson by, CancellationToken ct)
    {
        await using var db = await platform.BeginAsync(by, "tenants", ct);
        var counted = await db.Organizations.GroupBy(_ => 1).Select(g => new { All = g.Count(), Suspended = g.Count(o => o.SuspendedAt != null && o.EndsAt == null), Closing = g.Count(o => o.EndsAt != null) }).FirstOrDefaultAsync(ct);
        var attention = await Matching(db, new TenantFilter(TenantView.Attention, "", false)).CountAsync(ct);
        return new TenantCounts(counted?.All ?? 0, attention, counted?.Suspended ?? 0, counted?.Closing ?? 0);
    }

    /// <summary>One organization as the list shows it; null when there is none.</summary>
    internal async Task<TenantRow?> RowAsync(AppDb db, Guid organization, CancellationToken ct) =>
        (await FillAsync(db, await db.Organizations.AsNoTracking().Where(o => o.Id == organization).ToListAsync(ct), ct)).FirstOrDefault();

    internal static TenantState StateOf(Organization o) => o.EndsAt is not null ? TenantState.Closing : o.SuspendedAt is not null ? TenantState.Suspended : TenantState.Active;

    private static IQueryable<Organization> Matching(AppDb db, TenantFilter filter)
    {
        // Over all tenants: the filter that holds reads to one is taken off for the whole question.
        var found = db.Organizations.IgnoreQueryFilters().AsNoTracking();
        found = filter.View switch
        {
            TenantView.Active => found.Where(o => o.EndsAt == null && o.SuspendedAt == null),
            TenantView.Suspended => found.Where(o => o.SuspendedAt != null && o.EndsAt == null),
            TenantView.Closing => found.Where(o => o.EndsAt != null),
            // By their ids, so that few of them cost little: asked of each organization, ten thousand were looked at to find none.
            TenantView.Attention => found.Where(o => db.OutboxMessages.IgnoreQueryFilters().Where(m => m.DoneAt == null && m.LastError != null).Select(m => m.TenantId).Union(db.DomainClaims.IgnoreQueryFilters().Where(c => c.State == DomainState.Failing).Select(c => c.TenantId)).Contains(o.Id)),
            _ => found,
        };
        if (filter.Words is not { Length: > 0 } words) return found;
        var (part, upper) = (AuditQueries.Like(words), words.ToUpperInvariant());
        var owners = from member in db.Memberships where member.Role == Role.Owner join user in db.Users on member.UserId equals user.Id where user.NormalizedEmail!.Contains(upper) select member.OrganizationId;
        return found.Where(o => EF.Functions.ILike(o.Name, part) || o.Slug.Contains(words) || db.StoreDomains.Where(d => d.Name.Contains(words)).Select(d => d.TenantId).Contains(o.Id) || owners.Contains(o.Id));
    }

    private async Task<List<TenantRow>> FillAsync(AppDb db, List<Organization> page, CancellationToken ct)
    {
        if (page.Count == 0) return [];
        var ids = page.ConvertAll(o => o.Id);
        // Thirty days of UTC with today's, as the overview counts them: the two stand beside each other.
        var since = new DateTimeOffset(clock.GetUtcNow().UtcDateTime.Date.AddDays(-29), TimeSpan.Zero);
        var owners = await (from member in db.Memberships
                            where ids.Contains(member.OrganizationId) && member.Role == Role.Owner
                            join user in db.Users on member.UserId equals user.Id
                            orderby member.JoinedAt
                            select new { member.OrganizationId, Name = user.FirstName + " " + user.LastName, user.Email }).ToListAsync(ct);
        var stores = await db.Stores.IgnoreQueryFilters().Where(s => ids.Contains(s.TenantId)).GroupBy(s => s.TenantId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        // By way of the stores, so that each is a range of the index over tenant, store and time.
        var sales = await (from store in db.Stores.IgnoreQueryFilters()
                           where ids.Contains(store.TenantId)
                           from order in db.Orders.Where(o => o.TenantId == store.TenantId && o.StoreId == store.Id && o.PlacedAt >= since && !NotSold.Contains(o.Status))
                           group order by new { order.TenantId, order.Currency } into g
                           select new { g.Key.TenantId, g.Key.Currency, Orders = g.Count(), Minor = g.Sum(o => o.TotalMinor) }).ToListAsync(ct);
        // A picture cut out of another shares its file.
        var bytes = await db.MediaFiles.IgnoreQueryFilters().Where(f => ids.Contains(f.TenantId) && f.BlobId == null).GroupBy(f => f.TenantId).Select(g => new { g.Key, Sum = g.Sum(f => f.Bytes) }).ToDictionaryAsync(g => g.Key, g => g.Sum, ct);
        var seen = await (from member in db.Memberships
                          where ids.Contains(member.OrganizationId)
                          join session in db.Sessions on member.UserId equals session.UserId
                          group session by member.OrganizationId into g
                          select new { g.Key, At = g.Max(s => s.SeenAt) }).ToDictionaryAsync(g => g.Key, g => g.At, ct);
        var failing = await db.OutboxMessages.IgnoreQueryFilters().Where(m => ids.Contains(m.TenantId) && m.DoneAt == null && m.LastError != null).GroupBy(m => m.TenantId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var broken = await db.DomainClaims.IgnoreQueryFilters().Where(c => ids.Contains(c.TenantId) && c.State == DomainState.Failing).GroupBy(c => c.TenantId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var plans = await TenantPlans.OfAsync(db, ids, ct);
        return page.ConvertAll(o =>
        {
            var owner = owners.Find(x => x.OrganizationId == o.Id);
            var sold = sales.Where(s => s.TenantId == o.Id).OrderByDescending(s => s.Orders).ToList();
            return new TenantRow(o.Id, o.Name, o.Slug, o.CreatedAt, StateOf(o))
            {
                EndsAt = o.EndsAt, OwnerName = owner?.Name.Trim(), OwnerEmail = owner?.Email, Plan = plans.GetValueOrDefault(o.Id), Stores = stores.GetValueOrDefault(o.Id),
                Orders = sold.Sum(s => s.Orders), Sales = sold.ConvertAll(s => Money.FromMinor(s.Minor, s.Currency)), Bytes = bytes.GetValueOrDefault(o.Id),
                SeenAt = seen.TryGetValue(o.Id, out var at) ? at : null, Failing = failing.GetValueOrDefault(o.Id), BrokenDomains = broken.GetValueOrDefault(o.Id),
            };
        });
    }
}
