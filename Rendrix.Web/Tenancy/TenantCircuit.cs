using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Rendrix.Web.Platform.Auditing;

namespace Rendrix.Web.Tenancy;

/// <summary>
/// The door of an interactive circuit: before any component runs, the store in the circuit's address is opened for the signed-in person.
/// A circuit never changes store: a link into another one poisons this scope and loads the page afresh.
/// The address is what the browser claimed, so membership is asked of the database for the person who is signed in.
/// </summary>
public sealed class TenantCircuit(NavigationManager navigation, AuthenticationStateProvider authentication, DashboardStore dashboard, CurrentTenant tenant, CurrentMember member, AccessChanges access, ILogger<TenantCircuit> log) : CircuitHandler, IDisposable
{
    private string? _label;
    private IDisposable? _told;
    private bool _gone, _down;
    private string? _owed;

    /// <inheritdoc/>
    public override int Order => int.MinValue;

    /// <inheritdoc/>
    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _label = Label(navigation.Uri);
        navigation.LocationChanged += Moved;
        authentication.AuthenticationStateChanged += SignedOut;
        var person = (await authentication.GetAuthenticationStateAsync()).User;
        if (_label is null)
        {
            // Support has no page without a store; a circuit's address is what the browser claims.
            if (person.HasClaim(claim => claim.Type == CurrentActor.ImpersonatorClaim)) throw new UnauthorizedAccessException("Support opens the pages of a store only.");
            return;
        }
        if (await dashboard.OpenAsync(_label, person, cancellationToken) is not { } opened)
        {
            tenant.Poison("This circuit was opened for a store the person does not belong to.");
            throw new UnauthorizedAccessException("Not a member of this store.");
        }
        if (opened.Rights.NeedsSecondFactor)
        {
            tenant.Poison("The organization of this store demands a second factor that the person has not.");
            throw new UnauthorizedAccessException("A second factor is to be set up first.");
        }
        tenant.Enter(opened.Store);
        member.Enter(opened.UserId, opened.Rights, opened.Store.StoreId);
        member.RereadBy(RereadAsync);
        _told = access.On(organization => { if (organization is null || organization == opened.Store.TenantId) AccessMayHaveChanged(); });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone = true;
        _told?.Dispose();
        navigation.LocationChanged -= Moved;
        authentication.AuthenticationStateChanged -= SignedOut;
    }

    // A session that ended elsewhere (signed out, new password, removed from the organization) ends here too, within seconds; so does a right that was taken.
    private async void SignedOut(Task<AuthenticationState> change)
    {
        try
        {
            var person = (await change).User;
            if (person.Identity?.IsAuthenticated == true)
            {
                if (_label is null) return;
                if (await OpenAsync(_label, person, CancellationToken.None) is { Rights.NeedsSecondFactor: false } opened) { member.Enter(opened.UserId, opened.Rights, opened.Store.StoreId); return; }
            }
            member.Leave();
            tenant.Poison("The session of this circuit has ended.");
            Lead("/login?returnUrl=" + Uri.EscapeDataString(new Uri(navigation.Uri).PathAndQuery));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Not knowing is no: the scope is closed, and loading the page again asks afresh.
            member.Leave();
            tenant.Poison("Whether this circuit may go on could not be found out.");
            log.LogWarning(e, "A circuit was closed because its session could not be checked");
        }
    }

    // Somebody changed people's rights in this organization. A person who lost the store is led to those that are left to them.
    private async void AccessMayHaveChanged()
    {
        try { await RereadAsync(CancellationToken.None); }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            member.Leave();
            tenant.Poison("Whether this circuit may go on could not be found out.");
            log.LogWarning(e, "A circuit was closed because its person's rights could not be read again");
        }
    }

    private async Task RereadAsync(CancellationToken ct)
    {
        if (_label is null || !member.IsSet) return;
        var person = (await authentication.GetAuthenticationStateAsync()).User;
        var found = await OpenAsync(_label, person, ct);
        if (found is { Rights.NeedsSecondFactor: false } opened) { member.Enter(opened.UserId, opened.Rights, opened.Store.StoreId); return; }
        member.Leave();
        tenant.Poison(found is null ? "The person no longer belongs to this store." : "The organization of this store demands a second factor that the person has not.");
        Lead(found is null ? "/" : DashboardMiddleware.SetUpFirst(new Uri(navigation.Uri).PathAndQuery));
    }

    // A store that went to another organization is another tenant's: this circuit ends, also for somebody who belongs to both.
    private async Task<OpenedStore?> OpenAsync(string label, System.Security.Claims.ClaimsPrincipal person, CancellationToken ct) =>
        await dashboard.OpenAsync(label, person, ct) is { } opened && opened.Store.TenantId == tenant.TenantId ? opened : null;

    private void Moved(object? sender, LocationChangedEventArgs e)
    {
        if (string.Equals(Label(e.Location), _label, StringComparison.OrdinalIgnoreCase)) return;
        member.Leave();
        tenant.Poison("This circuit was carried to another store's address.");
        Lead(e.Location);
    }

    /// <inheritdoc/>
    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _down = true;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _down = false;
        if (_owed is { } address) Lead(address);
        return Task.CompletedTask;
    }

    // A browser that already left cannot be led anywhere, and one that is away only when it comes back.
    private void Lead(string address)
    {
        _owed = _down ? address : null;
        if (!_gone && !_down) navigation.NavigateTo(address, forceLoad: true);
    }

    private static string? Label(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? DashboardStore.LabelOf(uri.AbsolutePath) : null;
}
