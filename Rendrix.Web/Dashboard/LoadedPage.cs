using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using Rendrix.Refusals;
using Rendrix.Web.Client.Kit;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Dashboard;

/// <summary>
/// A page that reads what it shows and acts on it: those of a store and those of the platform's area. The first, static rendering draws the frame and a skeleton; data is loaded once, in the
/// circuit, for each address and each set of parameters. Every failure ends here: refused ones beside the form, broken ones with a reference that stands in the log.
/// </summary>
[Authorize]
public abstract partial class LoadedPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private CancellationTokenSource? _loading;
    private string? _loadedFor, _loadedWith;
    private string _given = "";

    /// <summary>Takes the token once, so that it can be asked after the page was left.</summary>
    protected LoadedPage() => Leaving = _leaving.Token;

    /// <summary>Who is signed in.</summary>
    [CascadingParameter] protected Task<AuthenticationState>? Authentication { get; set; }
    /// <summary>The clock.</summary>
    [Inject] protected TimeProvider Clock { get; set; } = default!;
    /// <summary>Says what was done.</summary>
    [Inject] protected Toasts Toasts { get; set; } = default!;
    /// <summary>Asks before what hurts.</summary>
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
    /// <summary>Now.</summary>
    protected DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>The message for a field of the last refusal.</summary>
    protected string? ErrorOf(string field) => Refused?.Errors?.FirstOrDefault(e => string.Equals(e.Key, field, StringComparison.OrdinalIgnoreCase)).Value?.FirstOrDefault();

    /// <summary>Reads what the page shows. A refusal that <see cref="IsMissing"/> shows that there is no such thing.</summary>
    protected abstract Task LoadAsync(CancellationToken ct);

    /// <summary>Whether a refusal while loading means that what the page is about does not exist; others stand above the page.</summary>
    protected abstract bool IsMissing(Refusal refusal);

    /// <summary>What is said of an act that broke.</summary>
    /// <param name="reference">As it stands in the log.</param>
    protected abstract string Broken(string reference);

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
        var samePage = _loadedFor?.Split('?')[0] == Navigation.Uri.Split('?')[0] && _loadedWith == _given;
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
        // The circuit was closed to its person meanwhile, and the browser is on its way elsewhere.
        catch (OperationCanceledException e) when (mine.IsCancellationRequested || e is ScopeClosedException) { return; }
        catch (RefusedException e) when (IsMissing(e.Refusal)) { Missing = true; }
        catch (RefusedException e) { Refused = e.Refusal; Ready = true; }
        catch (Exception e) when (e is not OutOfMemoryException) { FailedRef = Note(e); }
        finally { if (mine == _loading) Reloading = false; }
    }

    /// <summary>Tries something; true when it was done. Refusals and failures are kept in <see cref="Refused"/>, and the first wrong field gets the focus.</summary>
    protected async Task<bool> TryAsync(Func<CancellationToken, Task> act)
    {
        if (Busy) return false;
        (Busy, Refused) = (true, null);
        try
        {
            await act(Leaving);
            return true;
        }
        catch (OperationCanceledException e) when (Leaving.IsCancellationRequested || e is ScopeClosedException) { return false; }
        catch (RefusedException e) { Refused = e.Refusal; }
        catch (Exception e) when (e is not OutOfMemoryException) { Refused = new Refusal("INTERNAL_ERROR", Broken(Note(e)), 500); }
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

    [LoggerMessage(Level = LogLevel.Error, Message = "A page broke, Ref {Reference}, at {Address}")]
    private static partial void Broke(ILogger logger, string reference, string address, Exception e);

    /// <summary>Frees what a page holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
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
