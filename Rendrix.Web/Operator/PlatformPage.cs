using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using Rendrix.Refusals;
using Rendrix.Web.Client.Kit;
using Rendrix.Web.Identity;

namespace Rendrix.Web.Operator;

/// <summary>
/// A page of the platform's area. It has no tenant; what it does across tenants it does as a <see cref="PlatformPerson"/>, asked for anew with each load and each act,
/// since the page may have been open for hours. Every failure ends here, as on a store's pages.
/// </summary>
[Authorize]
public abstract partial class PlatformPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private CancellationTokenSource? _loading;
    private string? _loadedFor;

    /// <summary>Takes the token once, so that it can be asked after the page was left.</summary>
    protected PlatformPage() => Leaving = _leaving.Token;

    [CascadingParameter] private Task<AuthenticationState>? Authentication { get; set; }
    /// <summary>Asks whether the person may.</summary>
    [Inject] protected CurrentAdmin Admin { get; set; } = default!;
    /// <summary>The clock.</summary>
    [Inject] protected TimeProvider Clock { get; set; } = default!;
    /// <summary>Says what was done.</summary>
    [Inject] protected Toasts Toasts { get; set; } = default!;
    /// <summary>Asks before what hurts.</summary>
    [Inject] protected Confirms Confirms { get; set; } = default!;
    /// <summary>Addresses.</summary>
    [Inject] protected NavigationManager Navigation { get; set; } = default!;
    [Inject] private IJSRuntime Js { get; set; } = default!;
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
    /// <summary>Now.</summary>
    protected DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Whether the last act waits for the person to prove who they are; pages show the way there.</summary>
    protected bool NeedsProof => ReferenceEquals(Refused, FreshProof.Needed);

    /// <summary>Where the person proves it, and back.</summary>
    protected string ProofHref => FreshProof.Page + "?returnUrl=" + Uri.EscapeDataString("/" + Navigation.ToBaseRelativePath(Navigation.Uri));

    /// <summary>The message for a field of the last refusal.</summary>
    protected string? ErrorOf(string field) => Refused?.Errors?.FirstOrDefault(e => string.Equals(e.Key, field, StringComparison.OrdinalIgnoreCase)).Value?.FirstOrDefault();

    /// <summary>Reads what the page shows. A refusal with status 404 shows that there is no such thing.</summary>
    protected abstract Task LoadAsync(PlatformPerson by, CancellationToken ct);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive || _loadedFor == Navigation.Uri) return;
        if (_loadedFor?.Split('?')[0] != Navigation.Uri.Split('?')[0]) (Ready, Refused) = (false, null);
        _loadedFor = Navigation.Uri;
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
            await LoadAsync(await Admin.DemandAsync(await PersonAsync(), mine.Token), mine.Token);
            if (mine.IsCancellationRequested) return;
            Ready = true;
        }
        catch (OperationCanceledException) when (mine.IsCancellationRequested) { return; }
        catch (RefusedException) { Missing = true; }
        catch (Exception e) when (e is not OutOfMemoryException) { FailedRef = Note(e); }
        finally { if (mine == _loading) Reloading = false; }
    }

    /// <summary>Does something; true when it was done. Refusals and failures are kept in <see cref="Refused"/>.</summary>
    /// <param name="act">What, as whom.</param>
    /// <param name="hurts">Whether the person must have proved within ten minutes who they are.</param>
    protected async Task<bool> ActAsync(Func<PlatformPerson, CancellationToken, Task> act, bool hurts = false)
    {
        if (Busy) return false;
        (Busy, Refused) = (true, null);
        try
        {
            var person = await PersonAsync();
            await act(hurts ? await Admin.DemandFreshAsync(person, Leaving) : await Admin.DemandAsync(person, Leaving), Leaving);
            return true;
        }
        catch (OperationCanceledException) when (Leaving.IsCancellationRequested) { return false; }
        catch (RefusedException e) { Refused = e.Refusal; }
        catch (Exception e) when (e is not OutOfMemoryException) { Refused = new Refusal("INTERNAL_ERROR", $"This was not done because something went wrong on our side. Nothing was changed. Try again, or look for Ref {Note(e)} in the log.", 500); }
        finally { Busy = false; }
        if (Refused.Errors is { Count: > 0 })
        {
            StateHasChanged();
            await Js.InvokeVoidAsync("rendrix.focusWrong", Leaving);
        }
        return false;
    }

    /// <summary>The present address with one query value changed; paging starts over.</summary>
    protected string With(string name, string? value) => Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { ["after"] = null, [name] = string.IsNullOrEmpty(value) ? null : value });

    /// <summary>Who is signed in.</summary>
    protected async Task<System.Security.Claims.ClaimsPrincipal> PersonAsync() => Authentication is null ? new System.Security.Claims.ClaimsPrincipal() : (await Authentication).User;

    private string Note(Exception e)
    {
        var id = Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(3));
        var reference = id[..4] + "-" + id[4..];
        Broke(Loggers.CreateLogger(GetType()), reference, Navigation.Uri, e);
        return reference;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Platform page broke, Ref {Reference}, at {Address}")]
    private static partial void Broke(ILogger logger, string reference, string address, Exception e);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what a page holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        _leaving.Cancel();
        _loading?.Dispose();
        _leaving.Dispose();
    }
}
