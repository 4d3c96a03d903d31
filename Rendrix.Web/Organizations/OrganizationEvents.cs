using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Organizations;

/// <summary>An invitation is to be mailed. The link is made when the mail is written, and is stored nowhere else.</summary>
[Topic("organization.invitation_sent")]
public sealed record InvitationSent(Guid InvitationId) : IShopEvent;

/// <summary>Somebody joined.</summary>
[Topic("organization.member_joined")]
public sealed record MemberJoined(Guid UserId, Guid InvitationId) : IShopEvent;

/// <summary>A member holds other rights now.</summary>
[Topic("organization.member_changed")]
public sealed record MemberChanged(Guid UserId, Guid ChangedBy) : IShopEvent;

/// <summary>A member left or was removed.</summary>
[Topic("organization.member_removed")]
public sealed record MemberRemoved(Guid UserId, Guid RemovedBy) : IShopEvent;

/// <summary>The organization was handed over.</summary>
[Topic("organization.ownership_transferred")]
public sealed record OwnershipTransferred(Guid From, Guid To) : IShopEvent;

/// <summary>An owner asked that the organization be deleted; its owners are told how to bring it back.</summary>
[Topic("organization.closed")]
public sealed record OrganizationClosed(Guid ClosedBy, DateTimeOffset EndsAt) : IShopEvent;

/// <summary>The time to bring an organization back is over.</summary>
/// <param name="DueAt">When it ends. One that was brought back and closed again has another time, and this message does nothing then.</param>
[Topic("organization.ending_due")]
public sealed record OrganizationEndingDue(DateTimeOffset DueAt) : IShopEvent, IComesLater;
