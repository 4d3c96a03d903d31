using Microsoft.AspNetCore.Identity;
using Rendrix.Auditing;
using Rendrix.Identity;

namespace Rendrix.Web.Identity;

/// <summary>A person who works in the dashboard. Global: one login for every organization they belong to.</summary>
public sealed class User : IdentityUser<Guid>
{
    /// <summary>Given name, at most 100 characters.</summary>
    public string FirstName { get; set; } = "";
    /// <summary>Family name, at most 100 characters.</summary>
    public string LastName { get; set; } = "";
    /// <summary>When the account was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>Both names with one space.</summary>
    public string FullName => $"{FirstName} {LastName}".Trim();
}

/// <summary>The tenant: owns stores, members and the subscription.</summary>
[Audited("organization", Created = AuditActions.OrganizationCreate, Changed = AuditActions.SettingsChange, Name = nameof(Name), Organization = nameof(Id), Except = [nameof(SuspendedAt), nameof(SuspendedReason), nameof(SuspendedBy), nameof(SupportUntil)])]
public sealed class Organization
{
    /// <summary>UUIDv7; the tenant id of everything it owns.</summary>
    public Guid Id { get; set; }
    /// <summary>1 to 255 characters.</summary>
    public string Name { get; set; } = "";
    /// <summary>Unique on the installation, at most 100 characters.</summary>
    public string Slug { get; set; } = "";
    /// <summary>When it was founded.</summary>
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>When it is deleted for good; null while nobody asked for that. Until then an owner can bring it back.</summary>
    public DateTimeOffset? EndsAt { get; set; }
    /// <summary>Since when the operator of the installation has suspended it; null while it is not.</summary>
    public DateTimeOffset? SuspendedAt { get; set; }
    /// <summary>Why, as its people read it.</summary>
    public string? SuspendedReason { get; set; }
    /// <summary>Name of who suspended it.</summary>
    public string? SuspendedBy { get; set; }
    /// <summary>Until when its owners let support open its dashboard; null when they do not.</summary>
    public DateTimeOffset? SupportUntil { get; set; }

    /// <summary>Whether its people must have two-factor sign-in before they can do anything in it.</summary>
    public bool DemandsSecondFactor { get; set; }

    /// <summary>Why it is suspended; null when it is not.</summary>
    public string? Suspension => SuspendedAt is null ? null : SuspendedReason ?? "";
    /// <summary>Grows with each save; guards against lost updates.</summary>
    public int Version { get; set; }
}

/// <summary>A person's place in an organization.</summary>
[Audited("member", Created = AuditActions.MemberAdd, Changed = AuditActions.PermissionChange, Deleted = AuditActions.MemberRemove, Fields = [nameof(Role)], Key = nameof(UserId), Organization = nameof(OrganizationId))]
public sealed class Membership
{
    /// <summary>The person.</summary>
    public Guid UserId { get; set; }
    /// <summary>The organization.</summary>
    public Guid OrganizationId { get; set; }
    /// <summary>What they may do.</summary>
    public Role Role { get; set; }
    /// <summary>Which one, for a role that the organization made.</summary>
    public Guid? CustomRoleId { get; set; }
    /// <summary>Codes of rights held beside the role's.</summary>
    public List<string> Permissions { get; set; } = [];
    /// <summary>Whether every store is open to them, also those still to come.</summary>
    public bool AllStores { get; set; } = true;
    /// <summary>The stores that are open to them otherwise, and rights in single stores.</summary>
    public List<StoreRights> Stores { get; set; } = [];
    /// <summary>When they were asked to join; null for those who founded it.</summary>
    public DateTimeOffset? InvitedAt { get; set; }
    /// <summary>Since when.</summary>
    public DateTimeOffset JoinedAt { get; set; }
    /// <summary>Grows with each save; guards against lost updates.</summary>
    public int Version { get; set; }

    /// <summary>What the member may do.</summary>
    /// <param name="custom">The role that the organization made, when this names one.</param>
    /// <param name="organizationEndsAt">When the organization is deleted, if it is to be.</param>
    /// <param name="suspension">Why the organization is suspended, if it is.</param>
    /// <param name="lacksSecondFactor">Whether the organization demands a second factor that the person has not.</param>
    public MemberRights RightsWith(CustomRole? custom, DateTimeOffset? organizationEndsAt = null, string? suspension = null, bool lacksSecondFactor = false) =>
        new(Role, custom, Permissions, AllStores, Stores) { OrganizationEndsAt = organizationEndsAt, OrganizationSuspended = suspension, NeedsSecondFactor = lacksSecondFactor };
}

/// <summary>One link of a rotating chain of refresh tokens; only its hash is kept.</summary>
public sealed class RefreshToken
{
    /// <summary>UUIDv7.</summary>
    public Guid Id { get; set; }
    /// <summary>Whose.</summary>
    public Guid UserId { get; set; }
    /// <summary>For which organization.</summary>
    public Guid OrganizationId { get; set; }
    /// <summary>All tokens that came from one login; reuse of a spent one revokes them all.</summary>
    public Guid FamilyId { get; set; }
    /// <summary>SHA-256 of the token, lower-case hex.</summary>
    public string Hash { get; set; } = "";
    /// <summary>When it was given.</summary>
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>When it ends.</summary>
    public DateTimeOffset ExpiresAt { get; set; }
    /// <summary>When it was exchanged for the next.</summary>
    public DateTimeOffset? SpentAt { get; set; }
    /// <summary>When its family was revoked.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
}
