using System.Security.Claims;
using Rendrix.Refusals;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Operator;

/// <summary>
/// Asks, for each page and each act, whether the person runs the installation. Others are told that there is nothing here. Whoever acts in somebody's place
/// is nobody of the platform meanwhile.
/// </summary>
public sealed class CurrentAdmin(PlatformAccess platform, SessionWatch sessions, FreshProof proof, PlatformSettings settings)
{
    /// <summary>What people without a second factor are told, where one is demanded.</summary>
    public static Refusal NeedsSecondFactor { get; } = new("TWO_FACTOR_REQUIRED", "Who runs this installation signs in with a second factor. Turn it on under Your account, Security, then come back.", StatusCodes.Status403Forbidden)
    { Extra = new Dictionary<string, object?> { ["setUp"] = "/account/two-factor" } };

    /// <summary>Whether the person runs the installation, second factor or not; for the guard and for links.</summary>
    public async Task<bool> IsAsync(ClaimsPrincipal person, CancellationToken ct) => await FindAsync(person, ct) is not null;

    /// <summary>The person; refuses others with 404, and those without the second factor that is demanded with 403.</summary>
    public async Task<PlatformPerson> DemandAsync(ClaimsPrincipal person, CancellationToken ct)
    {
        if (await FindAsync(person, ct) is not var (caller, admin)) throw new RefusedException(Refusal.NotFound());
        if (settings.DemandsSecondFactor && !admin.HasSecondFactor) throw new RefusedException(NeedsSecondFactor);
        return new PlatformPerson(caller.UserId, admin.Name, admin.Email, caller.SessionId);
    }

    /// <summary>The person, who moreover has proved within ten minutes who they are; before what hurts.</summary>
    public async Task<PlatformPerson> DemandFreshAsync(ClaimsPrincipal person, CancellationToken ct)
    {
        var found = await DemandAsync(person, ct);
        await proof.DemandAsync(found.SessionId, ct);
        return found;
    }

    private async Task<(Caller, AdminRow)?> FindAsync(ClaimsPrincipal person, CancellationToken ct)
    {
        if (Caller.Of(person) is not { } caller || person.HasClaim(claim => claim.Type == CurrentActor.ImpersonatorClaim)) return null;
        // A circuit's person was read when it opened: the session is asked again, as cookies and tokens are with each request.
        if (await sessions.FindAsync(caller.SessionId, ct) is not { } session || session.UserId != caller.UserId) return null;
        return await platform.AdminAsync(caller.UserId, ct) is { IsConfirmed: true } admin ? (caller, admin) : null;
    }
}

/// <summary>What an operator sets for the platform's own area: <c>Rendrix:Platform:*</c>.</summary>
public sealed class PlatformSettings(IConfiguration configuration, IHostEnvironment environment)
{
    /// <summary>Whether admins must have a second factor. On, except in Development; <c>Rendrix__Platform__RequireTwoFactor</c> says otherwise.</summary>
    public bool DemandsSecondFactor { get; } = configuration.GetValue<bool?>("Rendrix:Platform:RequireTwoFactor") ?? !environment.IsDevelopment();

    /// <summary>Where merchants write to: <c>Rendrix__Platform__SupportEmail</c>; null when none is set.</summary>
    public string? SupportEmail { get; } = configuration["Rendrix:Platform:SupportEmail"] is { Length: > 0 } address ? address : null;

    /// <summary>Whom to ask, as the end of a sentence.</summary>
    public string Support => SupportEmail ?? "the operator of this server";
}
