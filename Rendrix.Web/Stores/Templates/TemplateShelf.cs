using Microsoft.EntityFrameworkCore;
using Rendrix.Operator;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Stores.Templates;

/// <summary>Which templates are on offer to new stores, and in which order: as the operator of the installation put them, else as the code has them.</summary>
public sealed class TemplateShelf : IDisposable
{
    private readonly IDbContextFactory<AppDb> _contexts;
    private readonly IDisposable _told;
    private volatile IReadOnlyList<TemplateOffer>? _offers;
    private int _generation;

    /// <summary>Begins to listen for changes.</summary>
    public TemplateShelf(IDbContextFactory<AppDb> contexts, Notifications notifications)
    {
        _contexts = contexts;
        _told = notifications.On(Notifications.PlatformChannel, _ => Forget());
    }

    /// <summary>Codes on offer, of those given in the order the code has them.</summary>
    public async Task<IReadOnlyList<string>> OrderAsync(IEnumerable<string> codes, CancellationToken ct)
    {
        var offers = (_offers ?? await LoadAsync(ct)).ToDictionary(o => o.Code);
        return [.. codes.Where(code => offers.GetValueOrDefault(code)?.IsOffered != false).OrderBy(code => offers.GetValueOrDefault(code)?.Position ?? int.MaxValue)];
    }

    /// <summary>Refuses a template that is not on offer.</summary>
    public async Task DemandAsync(string code, CancellationToken ct)
    {
        var offered = await OrderAsync(IndustryTemplates.All.Select(t => t.Code), ct);
        if (!offered.Contains(code)) throw new RefusedException(Refusal.Invalid("industry", $"This look is not on offer here. Choose one of {string.Join(", ", offered)}"));
    }

    /// <summary>The template for a merchant who chooses none.</summary>
    public async Task<string> FirstAsync(Func<string, bool> isOpen, CancellationToken ct) => FirstOf(await OrderAsync(IndustryTemplates.All.Select(t => t.Code), ct), isOpen);

    private static string FirstOf(IReadOnlyList<string> offered, Func<string, bool> isOpen) => offered.FirstOrDefault(isOpen) ?? offered[0];

    /// <summary>Forgets what is remembered, so that this process sees a change at once.</summary>
    public void Forget()
    {
        Interlocked.Increment(ref _generation);
        _offers = null;
    }

    /// <inheritdoc/>
    public void Dispose() => _told.Dispose();

    private async Task<IReadOnlyList<TemplateOffer>> LoadAsync(CancellationToken ct)
    {
        var generation = Volatile.Read(ref _generation);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var read = await db.TemplateOffers.AsNoTracking().ToListAsync(ct);
        if (generation == Volatile.Read(ref _generation)) _offers = read;
        return read;
    }
}
