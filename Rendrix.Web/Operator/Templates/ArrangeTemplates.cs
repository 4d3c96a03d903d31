using Microsoft.EntityFrameworkCore;
using Rendrix.Operator;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Flags;
using Rendrix.Web.Stores.Templates;

namespace Rendrix.Web.Operator.Templates;

/// <summary>A template, whether it is on offer, and how many stores were made of it.</summary>
public sealed record TemplateRow(string Code, string Title, string Pitch, bool IsOffered, int Stores);

/// <summary>Puts templates on offer, takes them off, and orders them. Stores that were made of one keep everything.</summary>
public sealed class ArrangeTemplates(PlatformTransactions platform, TemplateShelf shelf)
{
    /// <summary>All of them in the order of the wizard; those not on offer where they would be.</summary>
    public async Task<IReadOnlyList<TemplateRow>> ListAsync(PlatformPerson by, CancellationToken ct)
    {
        await using var db = await platform.BeginAsync(by, "templates", ct);
        var offers = await db.TemplateOffers.AsNoTracking().ToDictionaryAsync(o => o.Code, ct);
        var stores = await db.Stores.IgnoreQueryFilters().GroupBy(s => s.Industry).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return [.. IndustryTemplates.All.OrderBy(t => offers.GetValueOrDefault(t.Code)?.Position ?? int.MaxValue)
            .Select(t => new TemplateRow(t.Code, t.Title, t.Pitch, offers.GetValueOrDefault(t.Code)?.IsOffered != false, stores.GetValueOrDefault(t.Code)))];
    }

    /// <summary>Saves the whole order and what is on offer; one at least stays on offer.</summary>
    public async Task RunAsync(PlatformPerson by, IReadOnlyList<(string Code, bool IsOffered)> order, CancellationToken ct)
    {
        if (!order.Select(o => o.Code).Order(StringComparer.Ordinal).SequenceEqual(IndustryTemplates.All.Select(t => t.Code).Order(StringComparer.Ordinal)))
            throw new RefusedException(Refusal.Invalid("order", "Name every template once"));
        if (!order.Any(o => o.IsOffered)) throw new RefusedException(Refusal.Invalid("order", "Keep one template on offer: new stores are made of one"));
        await using var db = await platform.BeginAsync(by, "templates", ct);
        var place = 0;
        foreach (var (code, offered) in order)
            await db.Database.ExecuteSqlAsync($"insert into template_offers (code, is_offered, position) values ({code}, {offered}, {place++}) on conflict (code) do update set is_offered = excluded.is_offered, position = excluded.position", ct);
        platform.Record(db, by, PlatformActions.TemplateChange, null, "Templates", detail: string.Join(", ", order.Select(o => o.IsOffered ? o.Code : $"({o.Code})")));
        await db.TellPlatformChangedAsync(ct);
        await db.CommitAsync(ct);
        shelf.Forget();
    }
}
