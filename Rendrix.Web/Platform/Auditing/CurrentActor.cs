using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Rendrix.Auditing;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Platform.Auditing;

/// <summary>Who acts in this scope, for the audit log: what a door entered, else whoever sent the request, else the program itself.</summary>
public sealed class CurrentActor(IHttpContextAccessor requests)
{
    /// <summary>Claim of a session in which staff of the platform acts in somebody's place: the id of that person of the platform.</summary>
    public const string ImpersonatorClaim = "impersonator";

    private const int LongestDevice = 300;
    private AuditActor? _entered;

    /// <summary>Who acts.</summary>
    public AuditActor Now => _entered ?? (requests.HttpContext is { } http ? Of(http.User, http) : AuditActor.System);

    /// <summary>Set by a door that knows better than the request: an API key, a circuit.</summary>
    public void Enter(AuditActor actor) => _entered = actor;

    /// <summary>The actor of a person and a request.</summary>
    public static AuditActor Of(ClaimsPrincipal person, HttpContext? http)
    {
        var (address, device) = (AddressOf(http?.Connection.RemoteIpAddress), DeviceOf(http?.Request.Headers.UserAgent.ToString()));
        if (Caller.Of(person) is not { } caller) return new AuditActor(AuditActorKind.Guest, null, null, address, device);
        if (caller.Key is { } key) return new AuditActor(AuditActorKind.ApiKey, key.Id, caller.Name, address, device);
        return new AuditActor(AuditActorKind.User, caller.UserId, caller.Name, address, device, Guid.TryParse(person.FindFirstValue(ImpersonatorClaim), out var staff) ? staff : null);
    }

    private static string? AddressOf(IPAddress? address) => address is null ? null : (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();

    private static string? DeviceOf(string? agent)
    {
        if (string.IsNullOrWhiteSpace(agent)) return null;
        var clean = new string([.. agent.Where(c => !char.IsControl(c)).Take(LongestDevice)]);
        return clean.Length == 0 ? null : clean;
    }
}

/// <summary>The door of circuits: the request that opened one is over when its pages act, so person, address and device are taken when it opens.</summary>
public sealed class ActorOfCircuit(CurrentActor actor, AuthenticationStateProvider authentication, IHttpContextAccessor requests) : CircuitHandler
{
    /// <inheritdoc/>
    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken) =>
        actor.Enter(CurrentActor.Of((await authentication.GetAuthenticationStateAsync()).User, requests.HttpContext));
}
