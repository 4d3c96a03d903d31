using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Web.Client.Kit;
using Rendrix.Web.Dashboard;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.ApiKeys.Pages;

/// <summary>The organization's API keys.</summary>
public sealed partial class ApiKeysPage
{
    private static readonly List<(string, string)> Periods = [("90", "90 days"), ("30", "30 days"), ("365", "One year"), ("", "Until taken back")];
    private List<ApiKey> _keys = [];
    private Dictionary<Guid, string> _people = [];
    private List<(string, string)> _stores = [];
    private HashSet<string> _rights = [];
    private string _name = "", _store = "", _period = "90", _made = "";
    private string? _token;
    private bool _making, _fresh;

    [Inject] private SaveApiKey Save { get; set; } = default!;
    [Inject] private FreshProof Proof { get; set; } = default!;

    private string ConfirmHref => $"{FreshProof.Page}?returnUrl={Uri.EscapeDataString(Frame.Path("/settings/api-keys"))}";

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken ct)
    {
        if (!May(Permission.ManageApiKeys)) return;
        _fresh = await SessionAsync() is { } session && await Proof.IsFreshAsync(session, ct);
        await using var db = await Transactions.BeginAsync(ct);
        // Those that work first, then the newest of the others: what is long gone is of no use to anybody.
        var all = await db.ApiKeys.AsNoTracking().OrderByDescending(k => k.Id).Take(300).ToListAsync(ct);
        _keys = [.. all.Where(k => k.WorksAt(Now)), .. all.Where(k => !k.WorksAt(Now)).Take(20)];
        var makers = _keys.Select(k => k.UserId).Distinct().ToList();
        _people = await db.Memberships.Where(m => m.OrganizationId == Tenant.TenantId && makers.Contains(m.UserId)).Join(db.Users, m => m.UserId, u => u.Id, (m, u) => new { u.Id, Name = u.FirstName + " " + u.LastName }).ToDictionaryAsync(u => u.Id, u => u.Name.Trim(), ct);
        var stores = await db.Stores.AsNoTracking().OrderBy(s => s.Name).Select(s => new { s.Id, s.Name }).ToListAsync(ct);
        _stores = [("", "All stores"), .. stores.Where(s => Member.Rights.CanOpen(s.Id)).Select(s => (s.Id.ToString(), s.Name))];
    }

    private void New() => (_making, _name, _store, _period, _rights, _token, Refused) = (true, "", "", "90", [Permission.ReadProducts.Code], null, null);

    private void Close() => (_making, Refused) = (false, null);

    private async Task CreateAsync()
    {
        if (!await ActAsync(async ct =>
        {
            Member.Demand(Permission.ManageApiKeys);
            if (await SessionAsync() is not { } session) throw new Rendrix.Refusals.RefusedException(FreshProof.Needed);
            await Proof.DemandAsync(session, ct);
            var ends = _period.Length > 0 ? Now.AddDays(int.Parse(_period, CultureInfo.InvariantCulture)) : (DateTimeOffset?)null;
            (var key, _token) = await Save.CreateAsync(Tenant.TenantId, Member.UserId, new ApiKeyInput(_name, [.. _rights], _store.Length > 0 ? Guid.Parse(_store) : null, ends), ct);
            _made = key.Name;
        })) return;
        Close();
        await ReloadAsync();
    }

    private async Task RevokeAsync(ApiKey key)
    {
        if (!await Confirms.AskAsync(new($"Take back {key.Name}?", "Programs that use this key are refused at once. It cannot be brought back; a new key takes its place.", "Take back"))) return;
        if (!await ActAsync(ct => Save.RevokeAsync(Tenant.TenantId, Member.UserId, key.Id, ct))) return;
        Toasts.Say($"{key.Name} is taken back");
        await ReloadAsync();
    }

    private async Task<Guid?> SessionAsync() => Authentication is { } known && Guid.TryParse((await known).User.FindFirst(Claims.Session)?.Value, out var session) ? session : null;

    private string State(ApiKey key) =>
        key.RevokedAt is not null ? "Taken back" : !key.WorksAt(Now) ? "Expired"
        : (key.LastUsedAt is { } used ? $"Used {StoreTime.Say(used, Now, Frame.Zone)}" : "Not used yet") + (key.ExpiresAt is { } ends ? $", until {TimeZoneInfo.ConvertTime(ends, Frame.Zone).ToString("d MMM yyyy", CultureInfo.GetCultureInfo("en-US"))}" : "");

    private string Where(ApiKey key) => key.StoreId is { } id ? _stores.Find(s => s.Item1 == id.ToString()).Item2 ?? "One store" : "All stores";

    private static string Rights(ApiKey key) => string.Join(", ", key.Permissions.Select(code => Permission.Find(code)?.Title ?? code));
}
