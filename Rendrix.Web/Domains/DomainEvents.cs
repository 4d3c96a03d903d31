using Rendrix.Domains;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Domains;

/// <summary>It is time to look at a domain again.</summary>
/// <param name="ClaimId">The claim.</param>
/// <param name="StoreId">Its store.</param>
/// <param name="DueAt">The planned moment. A claim that was looked at since has another, and this message says nothing then.</param>
[Topic("domain.check_due")]
public sealed record DomainCheckDue(Guid ClaimId, Guid StoreId, DateTimeOffset DueAt) : IShopEvent, IComesLater;

/// <summary>Somebody who runs the store must hear what became of a domain. One event for each of them, so that each mail is sent once.</summary>
/// <param name="StoreId">The store.</param>
/// <param name="Name">The domain.</param>
/// <param name="News">What happened.</param>
/// <param name="To">Whom to write to.</param>
/// <param name="Findings">What DNS says, in plain words.</param>
[Topic("domain.notice")]
public sealed record DomainNotice(Guid StoreId, string Name, DomainNews News, string To, IReadOnlyList<string> Findings) : IShopEvent;

/// <summary>The time is over for which an address that a store left is kept for it.</summary>
/// <param name="StoreId">The store.</param>
/// <param name="Label">The address.</param>
/// <param name="DueAt">The planned moment. One that was taken back and left again since is kept longer, and this message says nothing then.</param>
[Topic("subdomain.kept_until")]
public sealed record SubdomainKeptUntil(Guid StoreId, string Label, DateTimeOffset DueAt) : IShopEvent, IComesLater;
