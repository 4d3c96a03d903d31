using Microsoft.EntityFrameworkCore;
using Rendrix.Blocks;
using Rendrix.Catalog;
using Rendrix.Content;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Content;

/// <summary>Makes a page of its own, as a draft with a text to begin with.</summary>
public sealed class CreatePage(TenantTransactions transactions, TimeProvider time)
{
    /// <summary>Id of the new page. Refuses a title that is empty or too long; an address that is taken gets a number.</summary>
    public async Task<Guid> RunAsync(Guid tenantId, Guid storeId, string title, CancellationToken ct)
    {
        title = title.Trim();
        if (title.Length is 0 or > 200) throw new RefusedException(Refusal.Invalid("title", "Enter a title of 1 to 200 characters"));
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var wanted = Slug.From(title) is { Length: > 0 } slug ? slug : "page";
        var taken = await db.Pages.Where(p => p.StoreId == storeId && p.Slug.StartsWith(wanted)).Select(p => p.Slug).ToListAsync(ct);
        var address = wanted;
        for (var n = 2; taken.Contains(address); n++) address = $"{wanted}-{n}";
        var now = time.GetUtcNow();
        var page = new Page
        {
            TenantId = tenantId, Id = Guid.CreateVersion7(), StoreId = storeId, Type = PageType.Standard, Title = title, Slug = address, DraftRevision = 1, CreatedAt = now, UpdatedAt = now,
            // The shop shows the page's title above a page that does not begin with a hero, so the draft begins with the text.
            Draft = PageDocument.Of(BlockNode.Create("rich_text")).ToJson(),
        };
        db.Pages.Add(page);
        await db.CommitAsync(ct);
        return page.Id;
    }
}
