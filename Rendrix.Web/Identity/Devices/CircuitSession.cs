using System.Security.Claims;
using Microsoft.AspNetCore.Components.Server;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Identity;

/// <summary>Ends an open circuit when its session is over: at once when it was ended in this process, else within seconds, being asked every four.</summary>
internal sealed class CircuitSession : RevalidatingServerAuthenticationStateProvider
{
    private readonly SessionWatch _sessions;
    private readonly ILogger _log;

    public CircuitSession(ILoggerFactory log, SessionWatch sessions) : base(log)
    {
        (_sessions, _log) = (sessions, log.CreateLogger<CircuitSession>());
        _sessions.Forgotten += OnForgotten;
    }

    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(4);

    protected override void Dispose(bool disposing)
    {
        _sessions.Forgotten -= OnForgotten;
        base.Dispose(disposing);
    }

    // async void because an event calls it; nothing may leave it, and what fails here is done by the next regular look.
    private async void OnForgotten(Guid userOrSession)
    {
        try
        {
            var person = (await GetAuthenticationStateAsync()).User;
            if (person.Identity?.IsAuthenticated != true || person.FindFirstValue(Claims.Session) != userOrSession.ToString() && person.UserId() != userOrSession) return;
            if (!await ValidateAuthenticationStateAsync(new(person), CancellationToken.None)) SetAuthenticationState(Task.FromResult(new Microsoft.AspNetCore.Components.Authorization.AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))));
        }
        catch (InvalidOperationException e) { _log.LogDebug(e, "A circuit without a person yet was passed over"); }
    }

    protected override async Task<bool> ValidateAuthenticationStateAsync(Microsoft.AspNetCore.Components.Authorization.AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        try { return Guid.TryParse(authenticationState.User.FindFirstValue(Claims.Session), out var session) && await _sessions.FindAsync(session, cancellationToken) is not null; }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A database that is away for a moment signs nobody out: without it nothing can be done here either, and it is asked again in four seconds.
            // Disposed means that the program is ending, which is nothing to tell.
            if (e is not ObjectDisposedException) _log.LogWarning("A session could not be looked up ({Reason}); asking again soon", e.Message);
            return true;
        }
    }
}
