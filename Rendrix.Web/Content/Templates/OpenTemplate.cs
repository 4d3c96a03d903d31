using Microsoft.EntityFrameworkCore;
using Rendrix.Content;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Content.Templates;

/// <summary>Makes a template the shop's own: a draft that begins as the standard one, or as a copy of the shop's. Shoppers see it when it is published.</summary>
public sealed class OpenTemplate(TenantTransactions transactions, TimeProvider time)
{
    private const int MostVariants = 20;

    /// <summary>Id of the shop's template of that kind, made now when there is none.</summary>
    public async Task<Guid> RunAsync(Guid tenantId, Guid storeId, PageType kind, CancellationToken ct)
    {
        if (!kind.IsTemplate()) throw new RefusedException(Refusal.NotFound("template"));
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var slug = SlugOf(kind);
        if (await db.Pages.Where(p => p.StoreId == storeId && p.Type == kind && p.Slug == slug).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(ct) is { } known) return known;
        var page = New(tenantId, storeId, kind, kind.Name(), slug, StandardTemplates.Of(kind).ToJson());
        db.Pages.Add(page);
        try { await db.CommitAsync(ct); }
        catch (DbUpdateException e) when (e.InnerException is Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.UniqueViolation })
        {
            // Someone else opened it in the same moment.
            await using var again = await transactions.BeginAsync(tenantId, null, ct);
            return await again.Pages.Where(p => p.StoreId == storeId && p.Type == kind && p.Slug == slug).Select(p => p.Id).FirstAsync(ct);
        }
        return page.Id;
    }

    /// <summary>Makes another template of a kind, to be chosen by single products or categories. It begins as a copy of the shop's own.</summary>
    public async Task<Guid> AddAsync(Guid tenantId, Guid storeId, PageType kind, string title, CancellationToken ct)
    {
        title = title.Trim();
        if (!kind.HasVariants()) throw new RefusedException(new Refusal("INVALID_TRANSITION", "A shop has one page of this kind."));
        if (title.Length is 0 or > 200) throw new RefusedException(Refusal.Invalid("title", "Enter a title of 1 to 200 characters"));
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var taken = await db.Pages.AsNoTracking().Where(p => p.StoreId == storeId && p.Type == kind).Select(p => new { p.Slug, p.Title, p.Draft }).ToListAsync(ct);
        if (taken.Count > MostVariants) throw new RefusedException(new Refusal("INVALID_TRANSITION", $"A shop has at most {MostVariants} more templates of a kind. Delete one you no longer use."));
        if (taken.Any(t => string.Equals(t.Title, title, StringComparison.OrdinalIgnoreCase))) throw new RefusedException(Refusal.Invalid("title", "Another template has this title. Choose another one"));
        var own = SlugOf(kind);
        var page = New(tenantId, storeId, kind, title, $"{own}.{Guid.CreateVersion7():N}", taken.FirstOrDefault(t => t.Slug == own)?.Draft ?? StandardTemplates.Of(kind).ToJson());
        db.Pages.Add(page);
        await db.CommitAsync(ct);
        return page.Id;
    }

    /// <summary>Slug of the shop's own template of a kind. The dot keeps it apart from the addresses that people choose.</summary>
    public static string SlugOf(PageType kind) => "template." + kind.ToString().ToLowerInvariant();

    private Page New(Guid tenantId, Guid storeId, PageType kind, string title, string slug, string document)
    {
        var now = time.GetUtcNow();
        return new Page { TenantId = tenantId, Id = Guid.CreateVersion7(now), StoreId = storeId, Type = kind, Title = title, Slug = slug, Draft = document, DraftRevision = 1, CreatedAt = now, UpdatedAt = now };
    }
}
