using Rendrix.Identity;
using Rendrix.Web.Identity;

namespace Rendrix.Web.Organizations;

/// <summary>Body of POST /organizations.</summary>
/// <param name="Name">1 to 255 characters.</param>
public sealed record CreateOrganizationRequest(string? Name = null);

/// <summary>Body of PATCH /organizations/{organizationId}; what is left out stays.</summary>
/// <param name="Name">1 to 255 characters.</param>
/// <param name="Slug">Short name, unique on the installation: lower-case letters, digits and hyphens, at most 100.</param>
public sealed record OrganizationPatch(string? Name = null, string? Slug = null);

/// <summary>Body of POST /organizations/{organizationId}/transfer.</summary>
/// <param name="UserId">The member who becomes the owner.</param>
public sealed record TransferRequest(Guid? UserId = null);

/// <summary>Body of PUT /organizations/{organizationId}/two-factor.</summary>
/// <param name="Required">Whether everybody in the organization must have two-factor sign-in.</param>
public sealed record TwoFactorDemand(bool? Required = null);

/// <summary>An organization as the caller sees it.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Name">Its name.</param>
/// <param name="Slug">Short name.</param>
/// <param name="Role">The caller's role there.</param>
/// <param name="RoleId">Which one, for a role that the organization made.</param>
/// <param name="RoleName">The role as people read it.</param>
/// <param name="Permissions">Codes of the rights the caller holds over the organization and all its stores.</param>
/// <param name="StoreIds">The stores the caller is limited to; null when all are open.</param>
/// <param name="CreatedAt">When it was founded.</param>
/// <param name="EndsAt">When it is deleted for good; null unless somebody asked for that.</param>
/// <param name="TwoFactorRequired">Whether its people must have two-factor sign-in.</param>
public sealed record OrganizationDetails(Guid Id, string Name, string Slug, Role Role, Guid? RoleId, string RoleName, IReadOnlyList<string> Permissions, IReadOnlyList<Guid>? StoreIds, DateTimeOffset CreatedAt, DateTimeOffset? EndsAt, bool TwoFactorRequired)
{
    /// <summary>That the operator of the installation suspended it; null while it works.</summary>
    public SuspensionDetails? Suspension { get; init; }

    /// <summary>The wire form.</summary>
    public static OrganizationDetails From(Organization o, MemberRights rights) =>
        new(o.Id, o.Name, o.Slug, rights.Role, rights.CustomRoleId, rights.RoleName, [.. rights.In(null).Select(p => p.Code)], rights.OnlyStores is { } only ? [.. only.Order()] : null, o.CreatedAt, o.EndsAt, o.DemandsSecondFactor)
        { Suspension = o.SuspendedAt is { } since ? new SuspensionDetails(since, o.SuspendedBy, o.SuspendedReason ?? "") : null };
}

/// <summary>Who suspended an organization, when and why. Meanwhile its shops are closed, and its people look and change nothing.</summary>
/// <param name="Since">When.</param>
/// <param name="By">Name of the person; null where that was not kept.</param>
/// <param name="Reason">Why, in their words.</param>
public sealed record SuspensionDetails(DateTimeOffset Since, string? By, string Reason);

/// <summary>A store that is open to a member, and rights they hold there beside those of their role.</summary>
/// <param name="StoreId">A store of the organization.</param>
/// <param name="Permissions">Codes of rights; none when left out.</param>
public sealed record StoreRightsBody(Guid? StoreId = null, IReadOnlyList<string>? Permissions = null);

/// <summary>Body of POST /organizations/{organizationId}/members/invite.</summary>
/// <param name="Email">Where the mail goes; only the account of this address can accept.</param>
/// <param name="Role">owner, admin, manager, staff, viewer, designer, writer; custom with roleId.</param>
/// <param name="RoleId">A role that the organization made.</param>
/// <param name="Permissions">Codes of rights beside the role's.</param>
/// <param name="AllStores">Whether every store is open; true when left out and no stores are named.</param>
/// <param name="Stores">The stores that are open otherwise; and rights in single stores.</param>
public sealed record InviteRequest(string? Email = null, Role? Role = null, Guid? RoleId = null, IReadOnlyList<string>? Permissions = null, bool? AllStores = null, IReadOnlyList<StoreRightsBody>? Stores = null);

/// <summary>Body of PATCH /organizations/{organizationId}/members/{userId}; what is left out stays.</summary>
/// <param name="Role">owner, admin, manager, staff, viewer, designer, writer; custom with roleId.</param>
/// <param name="RoleId">A role that the organization made.</param>
/// <param name="Permissions">Codes of rights beside the role's.</param>
/// <param name="AllStores">Whether every store is open.</param>
/// <param name="Stores">The stores that are open otherwise; and rights in single stores.</param>
public sealed record MemberPatch(Role? Role = null, Guid? RoleId = null, IReadOnlyList<string>? Permissions = null, bool? AllStores = null, IReadOnlyList<StoreRightsBody>? Stores = null);

/// <summary>A member.</summary>
/// <param name="UserId">The person.</param>
/// <param name="Email">Their address.</param>
/// <param name="FirstName">Given name.</param>
/// <param name="LastName">Family name.</param>
/// <param name="Role">Their role.</param>
/// <param name="RoleId">Which one, for a role that the organization made.</param>
/// <param name="RoleName">The role as people read it.</param>
/// <param name="Permissions">Codes of rights beside the role's.</param>
/// <param name="AllStores">Whether every store is open to them.</param>
/// <param name="Stores">The stores that are open otherwise; and rights in single stores.</param>
/// <param name="InvitedAt">When they were asked; null for founders.</param>
/// <param name="JoinedAt">Since when.</param>
public sealed record MemberResponse(Guid UserId, string Email, string FirstName, string LastName, Role Role, Guid? RoleId, string RoleName, IReadOnlyList<string> Permissions, bool AllStores, IReadOnlyList<StoreRights> Stores, DateTimeOffset? InvitedAt, DateTimeOffset JoinedAt);

/// <summary>An invitation.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Email">The invited address.</param>
/// <param name="Status">pending, expired, accepted or revoked.</param>
/// <param name="Role">The role it gives.</param>
/// <param name="RoleId">Which one, for a role that the organization made.</param>
/// <param name="Permissions">Codes of rights beside the role's.</param>
/// <param name="AllStores">Whether it opens every store.</param>
/// <param name="Stores">The stores it opens otherwise; and rights in single stores.</param>
/// <param name="InvitedBy">Who vouches for it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="SentAt">When the last mail was asked for.</param>
/// <param name="ExpiresAt">When its link stops working.</param>
public sealed record InvitationResponse(Guid Id, string Email, InvitationStatus Status, Role Role, Guid? RoleId, IReadOnlyList<string> Permissions, bool AllStores, IReadOnlyList<StoreRights> Stores, Guid InvitedBy, DateTimeOffset CreatedAt, DateTimeOffset SentAt, DateTimeOffset ExpiresAt)
{
    /// <summary>The wire form at a moment.</summary>
    public static InvitationResponse From(Invitation i, DateTimeOffset now) => new(i.Id, i.Email, i.StatusAt(now), i.Role, i.CustomRoleId, i.Permissions, i.AllStores, i.Stores, i.InvitedBy, i.CreatedAt, i.SentAt, i.ExpiresAt);
}

/// <summary>Body of POST /invitations/look.</summary>
/// <param name="Token">From the link in the mail.</param>
public sealed record InvitationTokenRequest(string? Token = null);

/// <summary>What an invitation asks.</summary>
/// <param name="Email">The invited address.</param>
/// <param name="Organization">Name of the organization.</param>
/// <param name="RoleName">The role it gives.</param>
/// <param name="InvitedBy">Name of the person who sent it.</param>
/// <param name="NeedsAccount">Whether names and a password are needed, because the address has no confirmed account.</param>
public sealed record InvitationLookResponse(string Email, string Organization, string RoleName, string InvitedBy, bool NeedsAccount);

/// <summary>Body of POST /invitations/accept.</summary>
/// <param name="Token">From the link in the mail.</param>
/// <param name="FirstName">For an address without an account.</param>
/// <param name="LastName">For an address without an account.</param>
/// <param name="Password">For an address without a confirmed account; the rules of register apply.</param>
public sealed record AcceptInvitationRequest(string? Token = null, string? FirstName = null, string? LastName = null, string? Password = null);

/// <summary>A membership that began.</summary>
/// <param name="UserId">The person.</param>
/// <param name="Organization">Where.</param>
/// <param name="Role">As what.</param>
public sealed record JoinedResponse(Guid UserId, OrganizationResponse Organization, Role Role);

/// <summary>Body of POST and PATCH of roles; in PATCH what is left out stays.</summary>
/// <param name="Name">1 to 60 characters, unique in the organization.</param>
/// <param name="Permissions">Codes of rights, at least one.</param>
public sealed record RoleRequest(string? Name = null, IReadOnlyList<string>? Permissions = null);

/// <summary>A role: one that every organization has, or one that this one made.</summary>
/// <param name="Id">Null for roles that every organization has.</param>
/// <param name="Role">What to send as role.</param>
/// <param name="Name">As people read it.</param>
/// <param name="Permissions">Codes of its rights.</param>
/// <param name="Members">How many people wear it.</param>
public sealed record RoleResponse(Guid? Id, Role Role, string Name, IReadOnlyList<string> Permissions, int Members);

/// <summary>A right of the registry.</summary>
/// <param name="Code">Stable name.</param>
/// <param name="Title">What people read.</param>
/// <param name="About">What it lets people do.</param>
/// <param name="Scope">organization or store.</param>
/// <param name="Roles">The roles of every organization that hold it.</param>
public sealed record PermissionResponse(string Code, string Title, string About, string Scope, IReadOnlyList<Role> Roles);

/// <summary>Until when support may look.</summary>
public sealed record SupportAccess(DateTimeOffset? Until);
