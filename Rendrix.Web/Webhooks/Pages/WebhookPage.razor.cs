using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Web.Client.Kit;
using Rendrix.Webhooks;

namespace Rendrix.Web.Webhooks.Pages;

/// <summary>One webhook with what was sent to it.</summary>
public sealed partial class WebhookPage
{
    private const int Rows = 25;
    private readonly List<WebhookDelivery> _rows = [];
    private HashSet<string> _topics = [];
    private List<ViewTabs.View> _views = [];
    private Webhook? _hook;
    private string _url = "", _note = "";
    private string? _secret, _next;
    private bool _editing, _locked;

    /// <summary>Which webhook.</summary>
    [Parameter] public Guid Id { get; set; }
    [SupplyParameterFromQuery(Name = "state")] private string? View { get; set; }
    [SupplyParameterFromQuery(Name = "before")] private string? Before { get; set; }
    [Inject] private SaveWebhook Save { get; set; } = default!;
    [Inject] private SendAgain Again { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken ct)
    {
        if (!May(Permission.ManageWebhooks)) return;
        await using var db = await Transactions.BeginAsync(ct);
        _hook = await db.Webhooks.AsNoTracking().FirstOrDefaultAsync(w => w.StoreId == Shop.StoreId && w.Id == Id, ct) ?? throw new RefusedException(Refusal.NotFound("webhook"));
        var state = Enum.TryParse<DeliveryState>(View, true, out var one) && Enum.IsDefined(one) ? one : (DeliveryState?)null;
        var before = Guid.TryParse(Before, out var id) ? id : (Guid?)null;
        var rows = await db.WebhookDeliveries.AsNoTracking().Where(d => d.WebhookId == Id && (state == null || d.State == state) && (before == null || d.Id < before)).OrderByDescending(d => d.Id).Take(Rows + 1).ToListAsync(ct);
        _rows.Clear();
        _rows.AddRange(rows.Take(Rows));
        _next = rows.Count > Rows ? _rows[^1].Id.ToString() : null;
        var here = Frame.Path($"/settings/webhooks/{Id:D}");
        _views = [new("All", here, state is null), .. new[] { (DeliveryState.Delivered, "Delivered"), (DeliveryState.Pending, "Waiting"), (DeliveryState.Failed, "Failed") }.Select(v => new ViewTabs.View(v.Item2, $"{here}?state={v.Item1.ToString().ToLowerInvariant()}", state == v.Item1))];
    }

    private async Task<List<WebhookAttempt>> ReadAsync(Guid delivery)
    {
        await using var db = await Transactions.BeginAsync(Leaving);
        return await db.WebhookAttempts.AsNoTracking().Where(a => a.StoreId == Shop.StoreId && a.DeliveryId == delivery).OrderByDescending(a => a.Number).ToListAsync(Leaving);
    }

    private void Edit() => (_editing, _url, _note, _topics, Refused) = (true, _hook!.Url, _hook.Note, [.. _hook.Topics], null);

    private void Close() => (_editing, Refused) = (false, null);

    private async Task SaveAsync()
    {
        var version = _hook!.Version;
        if (!await DoAsync(ct => Save.ChangeAsync(Tenant.TenantId, Shop.StoreId, Id, May, new WebhookInput(_url, _note, [.. _topics]), now => { if (now != version) throw new RefusedException(Refusal.Stale()); }, ct))) return;
        _editing = false;
        Toasts.Say("The webhook is saved");
    }

    private async Task SwitchAsync(bool on)
    {
        if (!on && !await Confirms.AskAsync(new($"Switch {HookLook.Name(_hook!)} off?", "It is told nothing until it is switched on again, and what is on its way is given up.", "Switch off"))) return;
        if (await DoAsync(ct => Save.ChangeAsync(Tenant.TenantId, Shop.StoreId, Id, May, new WebhookInput(On: on), null, ct))) Toasts.Say(on ? "The webhook is on" : "The webhook is off");
    }

    private async Task RotateAsync()
    {
        if (!await Confirms.AskAsync(new("Make a new secret?", "For 24 hours messages are signed with both. Give the new one to your program within that time.", "Make it"))) return;
        await DoAsync(async ct => (_, _secret) = await Save.RotateAsync(Tenant.TenantId, Shop.StoreId, Id, null, ct));
    }

    private async Task DeleteAsync()
    {
        if (!await Confirms.AskAsync(new($"Delete {HookLook.Name(_hook!)}?", "It is told nothing any more, and what was sent to it is deleted with it.", "Delete"))) return;
        if (!await ActAsync(ct =>
        {
            Member.Demand(Permission.ManageWebhooks);
            return Save.DeleteAsync(Tenant.TenantId, Shop.StoreId, Id, null, ct);
        })) return;
        Toasts.Say("The webhook is deleted");
        Navigation.NavigateTo(Frame.Path("/settings/webhooks"));
    }

    private async Task TestAsync()
    {
        WebhookDelivery? test = null;
        if (!await DoAsync(async ct => test = await Again.TestAsync(Tenant.TenantId, Shop.StoreId, Id, ct))) return;
        if (test!.State == DeliveryState.Delivered) Toasts.Say("The test arrived");
        else Refused = new Refusal("SERVICE_UNAVAILABLE", $"The test did not arrive. {test.LastError}.", StatusCodes.Status502BadGateway);
    }

    private async Task AgainAsync(WebhookDelivery delivery)
    {
        if (await DoAsync(ct => Again.RunAsync(Tenant.TenantId, Shop.StoreId, Id, delivery.Id, ct))) Toasts.Say("The message is on its way again");
    }

    private async Task<bool> DoAsync(Func<CancellationToken, Task> act)
    {
        if (!await ActAsync(ct =>
        {
            Member.Demand(Permission.ManageWebhooks);
            return act(ct);
        })) return false;
        await ReloadAsync();
        return true;
    }
}
