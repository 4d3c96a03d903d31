using Microsoft.AspNetCore.Components;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Dashboard;

/// <summary>A page of one store. Loading and acting each open units of work of their own.</summary>
public abstract class StorePage : LoadedPage
{
    /// <summary>The label in the address.</summary>
    [Parameter] public string Store { get; set; } = "";

    /// <summary>What the frame knows: names, currency, locale, time zone.</summary>
    [CascadingParameter] protected StoreFrame Frame { get; set; } = default!;
    /// <summary>The layout, to tell it that counts changed.</summary>
    [CascadingParameter] protected DashboardLayout Layout { get; set; } = default!;
    /// <summary>Opens units of work.</summary>
    [Inject] protected TenantTransactions Transactions { get; set; } = default!;
    /// <summary>The tenant of this circuit.</summary>
    [Inject] protected CurrentTenant Tenant { get; set; } = default!;
    /// <summary>Who acts.</summary>
    [Inject] protected CurrentMember Member { get; set; } = default!;

    /// <summary>The store.</summary>
    protected StoreInfo Shop => Tenant.RequireStore;

    /// <summary>Whether the person holds a right; buttons ask it, verbs demand it again.</summary>
    protected bool May(Permission permission) => Member.May(permission);

    /// <inheritdoc/>
    protected override void OnInitialized() => Member.Changed += OnRightsChanged;

    private void OnRightsChanged() => _ = InvokeAsync(StateHasChanged);

    /// <summary>The name of who acts, for timelines.</summary>
    protected async Task<string> ActorAsync()
    {
        var user = Authentication is null ? null : (await Authentication).User;
        return user?.FindFirst("name")?.Value ?? user?.Identity?.Name ?? "";
    }

    /// <summary>Does something; true when it was done. Refusals and failures are kept in <see cref="LoadedPage.Refused"/>.</summary>
    protected Task<bool> ActAsync(Func<CancellationToken, Task> act) => TryAsync(async ct =>
    {
        // The page may have been open for hours: what the person may do is asked of the database, not of memory.
        await Member.RefreshAsync(ct);
        await act(ct);
    });

    /// <inheritdoc/>
    protected override bool IsMissing(Refusal refusal) => refusal.Status == 404;

    /// <inheritdoc/>
    protected override string Broken(string reference) => $"This was not saved because something went wrong on our side. Nothing was changed. Try again, or tell support Ref {reference}.";

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) Member.Changed -= OnRightsChanged;
        base.Dispose(disposing);
    }
}
