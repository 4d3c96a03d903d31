using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Web.Client.Kit;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Dashboard;

/// <summary>
/// A page of one store. The first, static rendering draws the frame and a skeleton; data is loaded once, in the circuit, for each address.
/// Loading and acting each open units of work of their own, and every failure ends here: refused ones beside the form, broken ones with a reference.
/// </summary>
[Authorize]
public abstract partial class StorePage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _leaving = new();

    /// <summary>Takes the token once, so that it can be asked after the page was left.</summary>
    protected StorePage() => Leaving = _leaving.Token;

    private CancellationTokenSource? _loading;
    private string? _loadedFor, _loadedWith;
    private string _given = "";

    /// <summary>The label in the address.</summary>
    [Parameter] public string Store { get; set; } = "";

    /// <summary>What the frame knows: names, currency, locale, time zone.</summary>
    [CascadingParameter] protected StoreFrame Frame { get; set; } = default!;
    /// <summary>The layout, to tell it that counts changed.</summary>
    [CascadingParameter] protected DashboardLayout Layout { get; set; } = default!;
    /// <summary>Who is signed in.</summary>
    [CascadingParameter] protected Task<AuthenticationState>? Authentication { get; set; }
    /// <summary>Opens units of work.</summary>
    [Inject] protected TenantTransactions Transactions { get; set; } = default!;
    /// <summary>The tenant of this circuit.</summary>
    [Inject] protected CurrentTenant Tenant { get; set; } = default!;
    /// <summary>Who acts.</summary>
    [Inject] protected CurrentMember Member { get; set; } = default!;
    /// <summary>The clock.</summary>
    [Inject] protected TimeProvider Clock { get; set; } = default!;
    /// <summary>Says what was done.</summary>
    [Inject] protected Toasts Toasts { get; set; } = default!;
    /// <summary>Asks before what cannot be undone.</summary>
    [Inject] protected Confirms Confirms { get; set; } = default!;
    /// <summary>Addresses.</summary>
    [Inject] protected NavigationManager Navigation { get; set; } = default!;
    /// <summary>The browser.</summary>
    [Inject] protected IJSRuntime Js { get; set; } = default!;
    [Inject] private ILoggerFactory Loggers { get; set; } = default!;

    /// <summary>Whether the data of this address is here.</summary>
    protected bool Ready { get; private set; }
    /// <summary>Whether newer data is on the way while the old shows.</summary>
    protected bool Reloading { get; private set; }
    /// <summary>Reference of a failed load.</summary>
    protected string? FailedRef { get; private set; }
    /// <summary>What the page is about does not exist.</summary>
    protected bool Missing { get; private set; }
    /// <summary>An act is running.</summary>
    protected bool Busy { get; private set; }
    /// <summary>Why the last act was not done.</summary>
    protected Refusal? Refused { get; set; }

    /// <summary>Ends when the person leaves the page.</summary>
    protected CancellationToken Leaving { get; }
    /// <summary>The store.</summary>
    protected StoreInfo Shop => Tenant.RequireStore;
    /// <summary>Now.</summary>
    protected DateTimeOffset Now => Clock.GetUtcNow();

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

    /// <summary>The message for a field of the last refusal.</summary>
    protected string? ErrorOf(string field) => Refused?.Errors?.FirstOrDefault(e => string.Equals(e.Key, field, StringComparison.OrdinalIgnoreCase)).Value?.FirstOrDefault();

    /// <summary>Reads what the page shows. A refusal with status 404 shows that there is no such thing.</summary>
    protected abstract Task LoadAsync(CancellationToken ct);

    /// <inheritdoc/>
    public override Task SetParametersAsync(ParameterView parameters)
    {
        var given = new System.Text.StringBuilder();
        foreach (var parameter in parameters)
            if (!parameter.Cascading) given.Append(parameter.Name).Append('=').Append(parameter.Value).Append('\n');
        _given = given.ToString();
        return base.SetParametersAsync(parameters);
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        // The address changes before the router hands over what it names: a page drawn in between would load what the old parameters say, and stay with it.
        if (!RendererInfo.IsInteractive || _loadedFor == Navigation.Uri && _loadedWith == _given) return;
        var samePage = _loadedFor?.Split('?')[0] == Navigation.Uri.Split('?')[0];
        if (_loadedWith != _given) samePage = false;
        (_loadedFor, _loadedWith) = (Navigation.Uri, _given);
        if (!samePage) { Ready = false; Refused = null; }
        await ReloadAsync();
    }

    /// <summary>Loads again; the old data stays, dimmed, until the new is here.</summary>
    protected async Task ReloadAsync()
    {
        if (_loading is not null) await _loading.CancelAsync();
        _loading = CancellationTokenSource.CreateLinkedTokenSource(Leaving);
        var mine = _loading;
        (FailedRef, Missing, Reloading) = (null, false, Ready);
        try
        {
            await LoadAsync(mine.Token);
            if (mine.IsCancellationRequested) return;
            Ready = true;
        }
        catch (OperationCanceledException) when (mine.IsCancellationRequested) { return; }
        catch (RefusedException e) when (e.Refusal.Status == 404) { Missing = true; }
        catch (RefusedException e) { Refused = e.Refusal; Ready = true; }
        catch (Exception e) when (e is not OutOfMemoryException) { FailedRef = Note(e); }
        finally { if (mine == _loading) Reloading = false; }
    }

    /// <summary>Does something; true when it was done. Refusals and failures are kept in <see cref="Refused"/>.</summary>
    protected async Task<bool> ActAsync(Func<CancellationToken, Task> act)
    {
        if (Busy) return false;
        (Busy, Refused) = (true, null);
        try
        {
            // The page may have been open for hours: what the person may do is asked of the database, not of memory.
            await Member.RefreshAsync(Leaving);
            await act(Leaving);
            return true;
        }
        catch (OperationCanceledException) when (Leaving.IsCancellationRequested) { return false; }
        catch (RefusedException e) { Refused = e.Refusal; }
        catch (Exception e) when (e is not OutOfMemoryException) { Refused = new Refusal("INTERNAL_ERROR", $"This was not saved because something went wrong on our side. Nothing was changed. Try again, or tell support Ref {Note(e)}.", 500); }
        finally { Busy = false; }
        if (Refused.Errors is { Count: > 0 })
        {
            StateHasChanged();
            await Js.InvokeVoidAsync("rendrix.focusWrong", Leaving);
        }
        return false;
    }

    /// <summary>The present address with one query value changed; paging starts over.</summary>
    protected string With(string name, string? value) => Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { ["after"] = null, ["before"] = null, [name] = string.IsNullOrEmpty(value) ? null : value });

    private string Note(Exception e)
    {
        var id = Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(3));
        var reference = id[..4] + "-" + id[4..];
        Broke(Loggers.CreateLogger(GetType()), reference, Navigation.Uri, e);
        return reference;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Dashboard page broke, Ref {Reference}, at {Address}")]
    private static partial void Broke(ILogger logger, string reference, string address, Exception e);

    /// <summary>Frees what a page holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        Member.Changed -= OnRightsChanged;
        _leaving.Cancel();
        _loading?.Dispose();
        _leaving.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }
}
