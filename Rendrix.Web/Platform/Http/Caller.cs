using System.Security.Claims;
using Rendrix.Identity;
using Rendrix.Refusals;

namespace Rendrix.Web.Platform.Http;

/// <summary>Who calls the API, in which organization. Take it as a parameter of an endpoint below <c>/api/v1</c>.</summary>
/// <param name="UserId">The person.</param>
/// <param name="Name">First and last name, for timelines.</param>
/// <param name="OrganizationId">The tenant: from the token, never from the request.</param>
/// <param name="Role">The person's role when the session was last looked at; ask <see cref="Rights"/> for what they may do.</param>
/// <param name="SessionId">The sign-in it belongs to.</param>
public sealed record Caller(Guid UserId, string Name, Guid OrganizationId, Role Role, Guid SessionId)
{
    /// <summary>What the caller may do in the organization, read from the database for this very call; null where no door has asked.</summary>
    public MemberRights? Rights { get; init; }

    /// <summary>The key with which a program calls in the person's place; null when they call themselves.</summary>
    public CallerKey? Key { get; init; }

    /// <summary>The store the call is about, if one.</summary>
    public Guid? StoreId { get; init; }

    /// <summary>Whether the caller holds a right, in the store of the call if there is one.</summary>
    public bool May(Permission permission) => Rights?.May(permission, StoreId) == true;

    /// <summary>Refuses with 403, what is missing and who can give it, unless the caller holds the right.</summary>
    public void Demand(Permission permission) { if (!May(permission)) throw new RefusedException(Rights?.WhyNot(permission, StoreId) ?? ProblemCatalog.Forbidden); }

    /// <summary>The caller of a request, or null when nobody is signed in.</summary>
    public static Caller? Of(ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated == true
        && Guid.TryParse(user.FindFirstValue(Claims.User), out var userId)
        && Guid.TryParse(user.FindFirstValue(Claims.Organization), out var organization)
        && Enum.TryParse<Role>(user.FindFirstValue(Claims.Role), out var role)
        && Guid.TryParse(user.FindFirstValue(Claims.Session), out var session)
            ? new Caller(userId, user.FindFirstValue(Claims.Name) ?? "", organization, role, session) { Key = CallerKey.Of(user) } : null;

    /// <summary>Binds from the signed-in user; refuses with 401 when there is none.</summary>
    public static ValueTask<Caller> BindAsync(HttpContext context) =>
        ValueTask.FromResult(Known(context) ?? Of(context.User) ?? throw new RefusedException(ProblemCatalog.Unauthorized));

    /// <summary>The caller whom the API's door has found, rights and all; null before the door and for guests.</summary>
    public static Caller? Known(HttpContext context) => context.Items.TryGetValue(typeof(Caller), out var caller) ? caller as Caller : null;

    /// <summary>Keeps the caller for the rest of the call.</summary>
    public void Enter(HttpContext context) => context.Items[typeof(Caller)] = this;
}

/// <summary>The API key of a call.</summary>
/// <param name="Id">The key.</param>
/// <param name="Permissions">Codes of the rights written on it.</param>
/// <param name="StoreId">The one store it opens, or null.</param>
public sealed record CallerKey(Guid Id, IReadOnlyList<string> Permissions, Guid? StoreId)
{
    /// <summary>The key that a caller came with; null when it was a person.</summary>
    public static CallerKey? Of(ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(Claims.ApiKey), out var key)
        ? new CallerKey(key, [.. user.FindAll(Claims.ApiKeyRight).Select(c => c.Value)], Guid.TryParse(user.FindFirstValue(Claims.ApiKeyStore), out var store) ? store : null) : null;
}

/// <summary>Names of the claims a signed-in person carries, for cookie and token alike.</summary>
public static class Claims
{
    /// <summary>User id; the framework's own name, which Blazor and logs know.</summary>
    public const string User = ClaimTypes.NameIdentifier;
    /// <summary>First and last name.</summary>
    public const string Name = ClaimTypes.Name;
    /// <summary>Email address.</summary>
    public const string Email = ClaimTypes.Email;
    /// <summary>Organization id.</summary>
    public const string Organization = "org";
    /// <summary>Role in that organization.</summary>
    public const string Role = ClaimTypes.Role;
    /// <summary>Sign-in (family of refresh tokens).</summary>
    public const string Session = "sid";
    /// <summary>"true" once the email address is confirmed.</summary>
    public const string Verified = "verified";
    /// <summary>API key, when a program calls.</summary>
    public const string ApiKey = "key";
    /// <summary>The one store of that key; empty when it has none.</summary>
    public const string ApiKeyStore = "key.store";
    /// <summary>A right written on that key; one claim each.</summary>
    public const string ApiKeyRight = "key.right";

    /// <summary>Until when support acts in the person's place; there only while it does.</summary>
    public const string SupportUntil = "support_until";

    /// <summary>User id of a signed-in person; null for a guest.</summary>
    public static Guid? UserId(this ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(User), out var id) ? id : null;
}
