using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Operator;

/// <summary>The operator of the installation suspended the organization; its owners are told why.</summary>
[Topic("platform.tenant_suspended")]
public sealed record TenantSuspended(string Reason) : IShopEvent;

/// <summary>The operator of the installation closed the organization; its owners are told why and until when everything is kept.</summary>
[Topic("platform.tenant_closed")]
public sealed record TenantClosed(string Reason, DateTimeOffset EndsAt) : IShopEvent;

/// <summary>The operator of the installation brought the organization back.</summary>
[Topic("platform.tenant_restored")]
public sealed record TenantRestored : IShopEvent;

/// <summary>Support opened the organization's dashboard without consent; its owners are told at once.</summary>
[Topic("platform.glass_broken")]
public sealed record GlassBroken(string Admin, string Reason, DateTimeOffset EndsAt) : IShopEvent;
