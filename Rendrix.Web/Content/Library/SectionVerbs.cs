using Microsoft.EntityFrameworkCore;
using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Arranging;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Content.Library;

/// <summary>Saves blocks under a name: as a copy for the whole organization, or as one synced section of a store.</summary>
public sealed class SaveSection(TenantTransactions transactions, PublishPage publish, TimeProvider time)
{
    /// <summary>Id of the saved section. Refuses a name that is empty, too long or taken, and blocks that are too many.</summary>
    public async Task<Guid> RunAsync(Guid tenantId, string name, BlockClip clip, Guid? by, CancellationToken ct)
    {
        name = Named(name);
        var json = Written(clip);
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        if (await db.SavedSections.AnyAsync(s => s.Name == name, ct)) throw new RefusedException(Refusal.Invalid("name", "Another section has this name. Choose another one"));
        if (await db.SavedSections.CountAsync(ct) >= SavedSection.Most) throw new RefusedException(Refusal.Invalid("name", $"An organization keeps at most {SavedSection.Most} sections. Delete one you no longer use"));
        var section = new SavedSection { TenantId = tenantId, Id = Guid.CreateVersion7(), Name = name, Blocks = json, SavedBy = by, CreatedAt = time.GetUtcNow() };
        db.SavedSections.Add(section);
        await db.CommitAsync(ct);
        return section.Id;
    }

    /// <summary>Makes a synced section of a store, live at once. Refuses what cannot be live, and a section inside a section.</summary>
    public async Task<Guid> SyncAsync(Guid tenantId, Guid storeId, string name, BlockClip clip, Guid? by, CancellationToken ct)
    {
        name = Named(name);
        _ = Written(clip);
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        if (await db.Pages.AnyAsync(p => p.StoreId == storeId && p.Type == PageType.Section && p.Title == name, ct)) throw new RefusedException(Refusal.Invalid("name", "Another section has this name. Choose another one"));
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7();
        var document = PageDocument.Of([.. clip.Blocks]);
        var page = new Page
        {
            TenantId = tenantId, Id = id, StoreId = storeId, Type = PageType.Section, Title = name, Slug = $"section-{id:N}", Draft = document.ToJson(), DraftRevision = 1, CreatedAt = now, UpdatedAt = now,
        };
        db.Pages.Add(page);
        if (await publish.EnterAsync(db, page, document, page.DraftRevision, by, "", null, ct) is [var problem, ..]) throw new RefusedException(Refusal.Invalid("name", $"This cannot be synced yet. {problem.Message}"));
        await db.CommitAsync(ct);
        return id;
    }

    internal static string Named(string name)
    {
        name = name.Trim();
        return name.Length is > 0 and <= SavedSection.MaxName && !name.Contains('\0', StringComparison.Ordinal) ? name : throw new RefusedException(Refusal.Invalid("name", $"Enter a name of 1 to {SavedSection.MaxName} characters"));
    }

    private static string Written(BlockClip clip)
    {
        if (clip.Blocks.Count == 0) throw new RefusedException(Refusal.Invalid("name", "Select the blocks to save first"));
        var json = clip.ToJson();
        return json.Length <= 300_000 && !json.Contains("\\u0000", StringComparison.Ordinal) ? json : throw new RefusedException(Refusal.Invalid("name", "This is too much for one section. Select fewer blocks"));
    }
}

/// <summary>Gives a section another name.</summary>
public sealed class RenameSection(TenantTransactions transactions)
{
    /// <summary>Refuses a name that is empty, too long or taken, and a section that is gone.</summary>
    public async Task RunAsync(Guid tenantId, Guid storeId, SectionKey key, string name, CancellationToken ct)
    {
        name = SaveSection.Named(name);
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        if (key.Kind == "mine")
        {
            var section = await db.SavedSections.FirstOrDefaultAsync(s => s.Id == key.Id, ct) ?? throw new RefusedException(Refusal.NotFound("section"));
            if (await db.SavedSections.AnyAsync(s => s.Name == name && s.Id != key.Id, ct)) throw new RefusedException(Refusal.Invalid("name", "Another section has this name. Choose another one"));
            section.Name = name;
        }
        else
        {
            var page = await db.Pages.FirstOrDefaultAsync(p => p.StoreId == storeId && p.Id == key.Id && p.Type == PageType.Section, ct) ?? throw new RefusedException(Refusal.NotFound("section"));
            if (await db.Pages.AnyAsync(p => p.StoreId == storeId && p.Type == PageType.Section && p.Title == name && p.Id != key.Id, ct)) throw new RefusedException(Refusal.Invalid("name", "Another section has this name. Choose another one"));
            page.Title = name;
        }
        await db.CommitAsync(ct);
    }
}

/// <summary>Takes a section out of the library.</summary>
public sealed class DeleteSection(TenantTransactions transactions)
{
    /// <summary>Refuses when it is gone, and for a synced one that still shows somewhere.</summary>
    public async Task RunAsync(Guid tenantId, Guid storeId, SectionKey key, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        if (key.Kind == "mine")
        {
            db.SavedSections.Remove(await db.SavedSections.FirstOrDefaultAsync(s => s.Id == key.Id, ct) ?? throw new RefusedException(Refusal.NotFound("section")));
        }
        else
        {
            var page = await db.Pages.FirstOrDefaultAsync(p => p.StoreId == storeId && p.Id == key.Id && p.Type == PageType.Section, ct) ?? throw new RefusedException(Refusal.NotFound("section"));
            var uses = await SyncedSections.UsesAsync(db, storeId, [key.Id], ct);
            if (uses.Count > 0) throw new RefusedException(new Refusal("INVALID_TRANSITION", $"It still stands on {string.Join(", ", uses.Take(3).Select(u => u.Title))}{(uses.Count > 3 ? $" and {uses.Count - 3} more" : "")}. Delete or detach it there first, and publish."));
            db.Pages.Remove(page);
        }
        await db.CommitAsync(ct);
    }
}
