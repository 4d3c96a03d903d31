using Microsoft.EntityFrameworkCore;
using Rendrix.Content;
using Rendrix.Refusals;
using Rendrix.Storefront;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Content.Themes;

/// <summary>A theme that somebody looked at and wants live.</summary>
/// <param name="Theme">What they looked at; null takes the draft as it is stored now.</param>
/// <param name="Revision">Draft revision of that theme.</param>
/// <param name="Base">Number of the theme that was live when they looked; null when they did not look.</param>
public sealed record ThemeOrder(ThemeTokens? Theme = null, int Revision = 0, int? Base = null);

/// <summary>Puts a store's theme draft live as a new version that never changes again. Every process forgets the shop's kept pages with the commit.</summary>
public sealed class PublishTheme(TenantTransactions transactions, TimeProvider time)
{
    /// <summary>Number of the live version; the present one when the draft holds nothing new. Refuses when there is no such store.</summary>
    public async Task<int> RunAsync(Guid tenantId, Guid storeId, Guid? by, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var theme = await db.LockThemeAsync(storeId, time, ct);
        if (theme.HasUnpublishedChanges) await EnterAsync(db, theme, by, ct);
        await db.CommitAsync(ct);
        return theme.PublishedNumber;
    }

    /// <summary>Puts a theme live that somebody reviewed. Refuses when another one went live since they looked.</summary>
    public async Task RunAsync(Guid tenantId, Guid storeId, ThemeOrder order, Guid? by, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        await EnterAsync(db, storeId, order, by, ct);
        await db.CommitAsync(ct);
    }

    /// <summary>The same in the caller's transaction; who holds pages too holds them first, as plans do.</summary>
    internal async Task EnterAsync(AppDb db, Guid storeId, ThemeOrder order, Guid? by, CancellationToken ct)
    {
        var theme = await db.LockThemeAsync(storeId, time, ct);
        if (order.Base is { } seen && seen != theme.PublishedNumber)
            throw new RefusedException(Refusal.Stale() with { Message = $"Version {theme.PublishedNumber} of the theme went live while you were looking. Review again to see what is different now. Your drafts are safe." });
        if (order.Theme is { } tokens) await EnterAsync(db, theme, tokens.ToJson(), order.Revision, by, ct);
        else if (theme.HasUnpublishedChanges) await EnterAsync(db, theme, by, ct);
    }

    /// <summary>Enters the draft as the store's newest version and its live theme, in the caller's transaction.</summary>
    internal Task EnterAsync(AppDb db, StoreTheme theme, Guid? by, CancellationToken ct) => EnterAsync(db, theme, theme.Draft, theme.DraftRevision, by, ct);

    /// <summary>The same with other tokens than the draft's; the revision is the draft's that they were taken from, 0 when they are of no draft.</summary>
    internal async Task EnterAsync(AppDb db, StoreTheme theme, string json, int revision, Guid? by, CancellationToken ct)
    {
        var store = await db.Stores.FirstAsync(s => s.Id == theme.StoreId, ct);
        // Written anew, so that what goes live was checked token by token.
        var tokens = ThemeTokens.Parse(json).ToJson();
        theme.PublishedNumber++;
        theme.PublishedRevision = revision;
        db.ThemeVersions.Add(new ThemeVersion { TenantId = theme.TenantId, Id = Guid.CreateVersion7(), StoreId = theme.StoreId, Number = theme.PublishedNumber, Tokens = tokens, PublishedAt = time.GetUtcNow(), PublishedBy = by });
        store.Theme = tokens;
        await db.TellStoreChangedAsync(store.Id, ct);
    }
}

/// <summary>Goes back by publishing an older theme again: it becomes the draft and a new version. What was live in between stays in the history.</summary>
public sealed class RestoreTheme(TenantTransactions transactions, PublishTheme publish, TimeProvider time)
{
    /// <summary>Number of the new version. Refuses when there is no such version.</summary>
    public async Task<int> RunAsync(Guid tenantId, Guid storeId, int number, Guid? by, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var theme = await db.LockThemeAsync(storeId, time, ct);
        theme.Draft = await db.ThemeVersions.AsNoTracking().Where(v => v.StoreId == storeId && v.Number == number).Select(v => v.Tokens).FirstOrDefaultAsync(ct) ?? throw new RefusedException(Refusal.NotFound("version"));
        theme.DraftRevision++;
        theme.UpdatedAt = time.GetUtcNow();
        await publish.EnterAsync(db, theme, by, ct);
        await db.CommitAsync(ct);
        return theme.PublishedNumber;
    }
}

/// <summary>Stores the draft of a theme when nobody stored a newer one since.</summary>
public sealed class SaveThemeDraft(TenantTransactions transactions, TimeProvider time)
{
    /// <summary>The new revision; null when the draft is not at the expected revision any more.</summary>
    public async Task<int?> RunAsync(Guid tenantId, Guid storeId, int expected, ThemeTokens theme, CancellationToken ct)
    {
        var json = theme.ToJson();
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var now = time.GetUtcNow();
        var saved = await db.StoreThemes.Where(t => t.StoreId == storeId && t.DraftRevision == expected)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.Draft, json).SetProperty(t => t.DraftRevision, expected + 1).SetProperty(t => t.UpdatedAt, now), ct);
        await db.CommitAsync(ct);
        return saved == 0 ? null : expected + 1;
    }
}

/// <summary>Reading themes.</summary>
internal static class ThemeRows
{
    /// <summary>The store's theme row; made of its live theme when it was never opened, with that as version 1.</summary>
    public static async Task<StoreTheme> ThemeAsync(this AppDb db, Guid storeId, TimeProvider time, CancellationToken ct)
    {
        if (await db.StoreThemes.FirstOrDefaultAsync(t => t.StoreId == storeId, ct) is { } known) return known;
        var (row, version, now) = (Guid.CreateVersion7(), Guid.CreateVersion7(), time.GetUtcNow());
        var made = await db.Database.ExecuteSqlAsync($"""
            insert into store_themes (tenant_id, id, store_id, draft, draft_revision, published_number, published_revision, updated_at)
            select s.tenant_id, {row}, s.id, s.theme, 1, 1, 1, {now} from stores s where s.tenant_id = {db.Tenant} and s.id = {storeId}
            on conflict (tenant_id, store_id) do nothing
            """, ct);
        if (made == 1)
            await db.Database.ExecuteSqlAsync($"""
                insert into theme_versions (tenant_id, id, store_id, number, tokens, published_at, published_by)
                select s.tenant_id, {version}, s.id, 1, s.theme, s.created_at, null from stores s where s.tenant_id = {db.Tenant} and s.id = {storeId}
                """, ct);
        return await db.StoreThemes.FirstOrDefaultAsync(t => t.StoreId == storeId, ct) ?? throw new RefusedException(Refusal.NotFound("store"));
    }

    /// <summary>The row, held by this transaction: two people who publish at once make two versions, one after the other.</summary>
    public static async Task<StoreTheme> LockThemeAsync(this AppDb db, Guid storeId, TimeProvider time, CancellationToken ct)
    {
        var row = await db.ThemeAsync(storeId, time, ct);
        db.Entry(row).State = EntityState.Detached;
        return await db.StoreThemes.FromSql($"select * from store_themes where tenant_id = {db.Tenant} and store_id = {storeId} for update").SingleAsync(ct);
    }
}
