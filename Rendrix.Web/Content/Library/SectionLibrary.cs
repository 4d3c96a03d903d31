using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Arranging;
using Rendrix.Refusals;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Client.Editor;
using Rendrix.Web.Client.Kit;
using Rendrix.Web.Media;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Stores;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Content.Library;

/// <summary>What the editor's library shows and hands out.</summary>
public sealed class SectionLibrary(TenantTransactions transactions, ArtImages art, FileStore files, TimeProvider time)
{
    /// <summary>Synced sections of the store, the organization's own, then ready ones, those for this kind of shop first.</summary>
    public async Task<IReadOnlyList<SectionCard>> CardsAsync(StoreInfo store, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(store.TenantId, null, ct);
        var synced = await db.Pages.AsNoTracking().Where(p => p.StoreId == store.StoreId && p.Type == PageType.Section).OrderBy(p => p.Title).Select(p => new { p.Id, p.Title, p.UpdatedAt }).ToListAsync(ct);
        var uses = await SyncedSections.UsesAsync(db, store.StoreId, [.. synced.Select(s => s.Id)], ct);
        var mine = await db.SavedSections.AsNoTracking().OrderBy(s => s.Name).Select(s => new { s.Id, s.Name, s.SavedBy, s.CreatedAt }).ToListAsync(ct);
        var people = mine.Select(s => s.SavedBy).OfType<Guid>().Distinct().ToList();
        var names = await db.Users.Where(u => people.Contains(u.Id)).Select(u => new { u.Id, u.Email }).ToDictionaryAsync(u => u.Id, u => u.Email, ct);
        var (now, zone) = (time.GetUtcNow(), StoreTime.Zone(store.TimeZone));
        string Thumb(string key) => $"/s/{store.Identifier}/sections/{key.Replace(':', '/')}";
        return
        [
            .. synced.Select(s => new SectionCard("synced:" + s.Id, s.Title, "Changed " + StoreTime.Say(s.UpdatedAt, now, zone), Thumb("blocks:" + s.Id), true, $"/s/{store.Identifier}/pages/{s.Id}/edit", uses.Where(u => u.SectionId == s.Id).Sum(u => u.Count))),
            .. mine.Select(s => new SectionCard("mine:" + s.Id, s.Name, (s.SavedBy is { } by && names.GetValueOrDefault(by) is { } who ? who + ", " : "") + StoreTime.Say(s.CreatedAt, now, zone), Thumb("mine:" + s.Id), true)),
            .. StarterSections.All.OrderBy(s => s.Industry == store.Industry ? 0 : 1).Where(s => s.Industry == store.Industry || store.Industry.Length == 0).Select(s => new SectionCard("starter:" + s.Code, s.Name, s.About, Thumb("starter:" + s.Code), false)),
        ];
    }

    /// <summary>The blocks to put into a page; pictures of ready ones are taken into the store's media first. Refuses when the section is gone.</summary>
    public async Task<BlockClip> ClipAsync(StoreInfo store, string key, CancellationToken ct)
    {
        var at = SectionKey.Of(key);
        await using var db = await transactions.BeginAsync(store.TenantId, null, ct);
        switch (at.Kind)
        {
            case "mine":
                return BlockClip.Parse(await db.SavedSections.Where(s => s.Id == at.Id).Select(s => s.Blocks).FirstOrDefaultAsync(ct) ?? throw new RefusedException(Refusal.NotFound("section")));
            case "synced" when await db.Pages.Where(p => p.StoreId == store.StoreId && p.Type == PageType.Section && p.Id == at.Id).Select(p => p.Title).FirstOrDefaultAsync(ct) is { } title:
                return new BlockClip("", [BlockNode.Create(SyncedSections.Code, new Dictionary<string, string> { ["Section"] = at.Id.ToString(), [BlockBasics.NameKey] = title.Length > 60 ? title[..60] : title })]);
            case "blocks":
                return await LiveAsync(db, store, at.Id, ct) ?? throw new RefusedException(Refusal.NotFound("section"));
            case "starter" when StarterSections.Find(at.Rest) is { } starter:
                var now = time.GetUtcNow();
                var pictures = new Dictionary<string, string>(StringComparer.Ordinal);
                foreach (var address in starter.Clip.Blocks.SelectMany(b => b.Walk()).SelectMany(b => b.Props.Values).Where(art.Handles).Distinct())
                    if (await art.FetchAsync(address, ct) is { } image) pictures[address] = (await MediaFiles.AddAsync(db, files, store.StoreId, image.Content, image.Name, "store", "", image.IsOurArt, now, ct)).Url;
                await db.CommitAsync(ct);
                return starter.Clip with { Blocks = [.. starter.Clip.Blocks.Select(b => With(b, pictures.GetValueOrDefault))] };
            default:
                throw new RefusedException(Refusal.NotFound("section"));
        }
    }

    /// <summary>The same blocks to be looked at only: nothing is taken into the store, and drawings are shown from where <paramref name="artAt"/> says.</summary>
    public async Task<IReadOnlyList<BlockNode>> LookAsync(StoreInfo store, string key, Func<string, string> artAt, CancellationToken ct)
    {
        if (SectionKey.Of(key) is { Kind: "starter", Rest: var code })
            return [.. (StarterSections.Find(code) ?? throw new RefusedException(Refusal.NotFound("section"))).Clip.Blocks.Select(b => With(b, text => art.Handles(text) ? artAt(text) : null))];
        return (await ClipAsync(store, key, ct)).Blocks;
    }

    private static async Task<BlockClip?> LiveAsync(AppDb db, StoreInfo store, Guid id, CancellationToken ct) =>
        await (from page in db.Pages.AsNoTracking()
               where page.StoreId == store.StoreId && page.Type == PageType.Section && page.Id == id
               join version in db.PageVersions on new { page.Id, Number = page.PublishedNumber } equals new { Id = version.PageId, version.Number }
               select version.Document).FirstOrDefaultAsync(ct) is { } json ? new BlockClip("", BlockMigrations.Read(json).Root.Children("children")) : null;

    private static BlockNode With(BlockNode node, Func<string, string?> other) => new(node.Id, node.Type,
        node.Props.ToImmutableDictionary(p => p.Key, p => other(p.Value) ?? p.Value),
        node.Slots.ToImmutableDictionary(s => s.Key, s => s.Value.Select(child => With(child, other)).ToImmutableArray()));
}
