using Microsoft.EntityFrameworkCore;
using Rendrix.Content;
using Rendrix.Fields;
using Rendrix.Refusals;
using Rendrix.Web.Plans;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Content.Redirects;

/// <summary>
/// Old addresses of a shop. They are kept flat: whoever follows one arrives in one step, and none leads back to itself. A redirect
/// answers only where nothing else does, so it can never hide a page.
/// </summary>
public static class RedirectRules
{
    /// <summary>Longest path.</summary>
    public const int MaxLength = 400;

    /// <summary>The form in which paths are kept and compared: lower case, no slash at the end, no query. Null when it is no path of a shop.</summary>
    public static string? Normal(string? path)
    {
        if (path is null) return null;
        path = path.Trim();
        if (path.Length is < 2 or > MaxLength || path[0] != '/' || path[1] == '/' || !FieldCheck.IsSafeLink(path) || path.Contains('?', StringComparison.Ordinal) || path.Contains('#', StringComparison.Ordinal) || path.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))) return null;
        return path.TrimEnd('/').ToLowerInvariant() is { Length: > 1 } normal ? normal : null;
    }

    /// <summary>What an address may lead to, in the form in which it is kept: a path of the shop, its front page, or an https address of up to 500 characters. Null when it is none of them.</summary>
    public static string? Target(string? to) => to?.Trim() switch
    {
        null or "" => null,
        "/" => "/",
        var path when Normal(path) is { } normal => normal,
        var url when url.Length <= 500 && url.StartsWith("https://", StringComparison.Ordinal) && FieldCheck.IsSafeLink(url) => url,
        _ => null,
    };

    /// <summary>
    /// Notes that an address changed, in the caller's transaction. Older redirects to it lead to the new one at once; one away from the new address goes.
    /// Answers what it did; null when there was nothing to do.
    /// </summary>
    public static async Task<RedirectMove?> MovedAsync(this AppDb db, Guid storeId, string from, string to, DateTimeOffset now, CancellationToken ct)
    {
        if (Normal(from) is not { } old || Normal(to) is not { } target || old == target) return null;
        var removed = await db.Redirects.AsNoTracking().Where(r => r.StoreId == storeId && (r.From == target || r.From == old)).ToListAsync(ct);
        await db.Redirects.Where(r => r.StoreId == storeId && (r.From == target || r.From == old)).ExecuteDeleteAsync(ct);
        var turned = await db.Redirects.Where(r => r.StoreId == storeId && r.To == old).Select(r => r.Id).ToListAsync(ct);
        await db.Redirects.Where(r => r.StoreId == storeId && r.To == old).ExecuteUpdateAsync(set => set.SetProperty(r => r.To, target).SetProperty(r => r.Version, r => r.Version + 1), ct);
        var made = new Redirect { Id = Guid.CreateVersion7(now), StoreId = storeId, From = old, To = target, Automatic = true, CreatedAt = now };
        db.Redirects.Add(made);
        return new RedirectMove(old, target, made.Id, [.. removed], [.. turned]);
    }

    /// <summary>Takes back what a change of address did, in the caller's transaction. What somebody changed by hand since stays as they made it.</summary>
    public static async Task UnmovedAsync(this AppDb db, Guid storeId, RedirectMove move, CancellationToken ct)
    {
        await db.Redirects.Where(r => r.StoreId == storeId && r.Id == move.Made && r.From == move.From && r.To == move.To).ExecuteDeleteAsync(ct);
        Guid[] turned = [.. move.Turned];
        await db.Redirects.Where(r => r.StoreId == storeId && turned.Contains(r.Id) && r.To == move.To).ExecuteUpdateAsync(set => set.SetProperty(r => r.To, move.From).SetProperty(r => r.Version, r => r.Version + 1), ct);
        string[] froms = [.. move.Removed.Select(r => r.From)];
        var taken = await db.Redirects.Where(r => r.StoreId == storeId && froms.Contains(r.From)).Select(r => r.From).ToListAsync(ct);
        db.Redirects.AddRange(move.Removed.Where(r => !taken.Contains(r.From)).Select(r => new Redirect { Id = r.Id, StoreId = storeId, From = r.From, To = r.To, Automatic = r.Automatic, CreatedAt = r.CreatedAt, Version = r.Version }));
    }

    /// <summary>Where an address that nothing answers leads; null when nowhere.</summary>
    public static async Task<string?> RedirectOfAsync(this AppDb db, Guid storeId, string path, CancellationToken ct) =>
        Normal(path) is { } from ? await db.Redirects.AsNoTracking().Where(r => r.StoreId == storeId && r.From == from).Select(r => r.To).FirstOrDefaultAsync(ct) : null;
}

/// <summary>Makes and changes redirects by hand.</summary>
public sealed class SaveRedirect(TenantTransactions transactions, PlanGate plans, TimeProvider time)
{
    /// <summary>Most redirects of a store.</summary>
    public const int MostPerStore = 10_000;

    /// <summary>Makes a redirect, or changes the one of that id. Refuses what is no address, an address that has one already, and a loop.</summary>
    public async Task<Redirect> RunAsync(Guid tenantId, Guid storeId, Guid? id, string? from, string? to, Action<Redirect>? before, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var row = id is null ? null : await db.Redirects.FirstOrDefaultAsync(r => r.StoreId == storeId && r.Id == id, ct) ?? throw new RefusedException(Refusal.NotFound("redirect"));
        if (row is not null) before?.Invoke(row);
        var (old, target) = (RedirectRules.Normal(from ?? row?.From), RedirectRules.Target(to ?? row?.To));
        var errors = new FieldErrors();
        errors.Require(old is not null, "from", "Enter a path of your shop, such as /old-page");
        errors.Require(target is not null, "to", "Enter a path of your shop, such as /pages/about, or an address that starts with https://");
        errors.Require(old is null || old != target, "to", "An address cannot lead to itself");
        errors.ThrowIfAny();
        await plans.DemandAsync(db, Rendrix.Plans.PlanFeature.SeoTools, ct);
        if (await db.Redirects.AnyAsync(r => r.StoreId == storeId && r.From == old && r.Id != id, ct)) throw new RefusedException(new Refusal("ALREADY_EXISTS", $"There is a redirect from {old} already. Change that one.", 409));
        if (row is null && await db.Redirects.CountAsync(r => r.StoreId == storeId, ct) >= MostPerStore) throw new RefusedException(new Refusal("PLAN_LIMIT_REACHED", $"A store holds at most {MostPerStore:N0} redirects.", 409));
        // Where the target itself is redirected, this one leads to the end at once.
        var onward = await db.Redirects.Where(r => r.StoreId == storeId && r.From == target && r.Id != id).Select(r => r.To).FirstOrDefaultAsync(ct);
        if (onward == old) throw new RefusedException(Refusal.Invalid("to", $"{target} leads back to {old}. That would be a loop"));
        if (onward is not null) target = onward;

        var now = time.GetUtcNow();
        if (row is null) db.Redirects.Add(row = new Redirect { Id = Guid.CreateVersion7(now), StoreId = storeId, CreatedAt = now });
        (row.From, row.To, row.Automatic) = (old!, target!, false);
        await db.Redirects.Where(r => r.StoreId == storeId && r.To == old && r.Id != row.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.To, target!).SetProperty(r => r.Version, r => r.Version + 1), ct);
        await PageAddress.CommitAsync(db, ct);
        return row;
    }
}
