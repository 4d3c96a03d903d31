using Microsoft.EntityFrameworkCore;
using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Fields;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Storefront;
using Rendrix.Web.Client.Editor;
using Rendrix.Web.Client.Editor.Theme;
using Rendrix.Web.Client.Kit;
using Rendrix.Web.Client.Stores;
using Rendrix.Web.Plans;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Stores.Themes;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Content.Themes;

/// <summary>Does for the theme panel, in the editor and on the design page, what needs the database.</summary>
public sealed class ThemeHosts(ThemeSessions sessions, PublishTheme publish, RestoreTheme restore, TenantTransactions transactions, CurrentMember member, BlockRules rules, PlanGate plans, TimeProvider time)
{
    /// <summary>Themes of the library as people choose them.</summary>
    public static IReadOnlyList<ThemeChoice> Library { get; } = [.. ThemeLibrary.Codes.Select(code => new ThemeChoice(code, Industries.Of(code).Name, Industries.Of(code).Mood, ThemeLibrary.Find(code)))];

    /// <summary>Opens the theme of a store; let go of the lease when nobody looks any more.</summary>
    public async Task<(ThemeLease Lease, ThemeHost Host)> OpenAsync(StoreInfo store, CancellationToken ct)
    {
        var lease = await sessions.OpenAsync(store.TenantId, store.StoreId, ct);
        // Whoever opens it may change it, from a panel or from the design page, and others are told by whom.
        await using (var db = await transactions.BeginAsync(store.TenantId, null, ct))
            if (await db.Users.Where(u => u.Id == member.UserId).Select(u => u.FirstName + " " + u.LastName).FirstOrDefaultAsync(ct) is { } name) lease.Session.Introduce(member.UserId, name);
        return (lease, new ThemeHost(lease.Session, Library, () => lease.Open.SaveAsync(CancellationToken.None), () => PublishAsync(store, lease.Open), () => RecordAsync(store), number => RestoreAsync(store, lease.Open, number),
            () => UsageAsync(store), member.May(Permission.Publish), $"/s/{store.Identifier}/design/theme.json")
        { CanEdit = member.May(Permission.EditDesign), WhyLocked = async code => (await WhyLockedAsync(store.TenantId, store.StoreId, code, lease.Session.Theme, CancellationToken.None))?.Message, Locked = await LockedAsync(store.TenantId, ct) });
    }

    /// <summary>Why the plan does not let a store put a look on; null where it does, and where the store wears it already, live or in its draft.</summary>
    public async Task<Refusal?> WhyLockedAsync(Guid tenantId, Guid storeId, string code, ThemeTokens draft, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        if ((await plans.LockedLooksAsync(db, ct)).GetValueOrDefault(code) is not { } why || draft["name"] == code) return null;
        var live = await db.Stores.Where(s => s.Id == storeId).Select(s => s.Theme).FirstOrDefaultAsync(ct);
        return live is not null && ThemeTokens.Parse(live)["name"] == code ? null : why;
    }

    // Names of plans by the looks they open and the one in force does not.
    private async Task<IReadOnlyDictionary<string, string>> LockedAsync(Guid tenantId, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var locked = await plans.LockedLooksAsync(db, ct);
        var names = await db.Plans.AsNoTracking().ToDictionaryAsync(p => p.Code, p => p.Name, ct);
        return locked.ToDictionary(l => l.Key, l => l.Value.Extra?.GetValueOrDefault("upgradeTo") is string code ? names.GetValueOrDefault(code, code) : "Not in your plan");
    }

    /// <summary>How many blocks of the store's drafts wear each scheme, those that leave it to their kind included; deleted schemes count for what replaced them.</summary>
    public static IReadOnlyDictionary<string, SchemeUse> Count(IEnumerable<BlockNode> pages, BlockRules rules, ThemeTokens theme)
    {
        var uses = new Dictionary<string, SchemeUse>(StringComparer.Ordinal);
        foreach (var page in pages)
        {
            var here = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
            foreach (var block in page.Walk())
            {
                if (rules.Find(block.Type) is not { } kind) continue;
                foreach (var field in kind.Fields.Fields.Where(f => f.Kind == FieldKind.Scheme))
                    foreach (var code in block.Props.Where(p => p.Key.StartsWith(field.Name + "@", StringComparison.Ordinal) && !p.Key.EndsWith("@bind", StringComparison.Ordinal)).Select(p => p.Value).Append(block.Prop(field.Name) ?? field.Default))
                    {
                        var worn = theme.Resolve(code);
                        if (!here.TryGetValue(worn, out var blocks)) here[worn] = blocks = [];
                        blocks.Add(block.Id);
                    }
            }
            foreach (var (code, blocks) in here) uses[code] = uses.TryGetValue(code, out var known) ? new SchemeUse(known.Blocks + blocks.Count, known.Pages + 1) : new SchemeUse(blocks.Count, 1);
        }
        return uses;
    }

    private async Task<string?> PublishAsync(StoreInfo store, OpenTheme theme)
    {
        try
        {
            await member.DemandNowAsync(Permission.Publish, CancellationToken.None);
            if (!await theme.SaveAsync(CancellationToken.None)) return "The theme could not be saved just now. Try again in a moment";
            await publish.RunAsync(store.TenantId, store.StoreId, member.UserId, CancellationToken.None);
            return null;
        }
        catch (RefusedException refused) { return refused.Refusal.Message; }
    }

    private async Task<string?> RestoreAsync(StoreInfo store, OpenTheme theme, int number)
    {
        try
        {
            await member.DemandNowAsync(Permission.Publish, CancellationToken.None);
            if (!await theme.SaveAsync(CancellationToken.None)) return "The theme could not be saved just now. Try again in a moment";
            await restore.RunAsync(store.TenantId, store.StoreId, number, member.UserId, CancellationToken.None);
            await theme.TakeStoredAsync($"Theme version {number} was restored", CancellationToken.None);
            return null;
        }
        catch (RefusedException refused) { return refused.Refusal.Message; }
    }

    private async Task<ThemeRecord> RecordAsync(StoreInfo store)
    {
        await using var db = await transactions.BeginAsync(store.TenantId, null, CancellationToken.None);
        var number = await db.StoreThemes.Where(t => t.StoreId == store.StoreId).Select(t => t.PublishedNumber).FirstOrDefaultAsync();
        var live = await db.Stores.Where(s => s.Id == store.StoreId).Select(s => s.Theme).FirstAsync();
        var versions = await db.ThemeVersions.AsNoTracking().Where(v => v.StoreId == store.StoreId).OrderByDescending(v => v.Number).Take(50).ToListAsync();
        var people = versions.Where(v => v.PublishedBy is not null).Select(v => v.PublishedBy!.Value).Distinct().ToList();
        var names = await db.Users.Where(u => people.Contains(u.Id)).Select(u => new { u.Id, Name = (u.FirstName + " " + u.LastName).Trim(), u.Email }).ToDictionaryAsync(u => u.Id, u => u.Name.Length > 0 ? u.Name : u.Email);
        var zone = StoreTime.Zone(store.TimeZone);
        return new ThemeRecord(ThemeTokens.Parse(live), [.. versions.Select(v => new ThemeVersionRow(v.Number, StoreTime.Say(v.PublishedAt, time.GetUtcNow(), zone), v.PublishedBy is { } by ? names.GetValueOrDefault(by) : "As the store opened", v.Number == number, ThemeTokens.Parse(v.Tokens)))]);
    }

    private async Task<IReadOnlyDictionary<string, SchemeUse>> UsageAsync(StoreInfo store)
    {
        await using var db = await transactions.BeginAsync(store.TenantId, null, CancellationToken.None);
        var drafts = await db.Pages.AsNoTracking().Where(p => p.StoreId == store.StoreId).Select(p => p.Draft).ToListAsync();
        using var lease = await sessions.OpenAsync(store.TenantId, store.StoreId, CancellationToken.None);
        return Count(drafts.Select(PageDocument.Parse).Select(d => d.Root), rules, lease.Session.Theme);
    }
}
