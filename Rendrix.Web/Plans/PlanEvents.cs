using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Plans;

/// <summary>A period, a trial or a canceled subscription comes to its end.</summary>
/// <param name="SubscriptionId">Which.</param>
/// <param name="DueAt">When. One that meanwhile has another moment does nothing.</param>
[Topic("subscription.due")]
public sealed record SubscriptionDue(Guid SubscriptionId, DateTimeOffset DueAt) : IShopEvent, IComesLater;

/// <summary>An invoice is there, and is to be sent.</summary>
[Topic("invoice.issued")]
public sealed record InvoiceIssued(Guid InvoiceId) : IShopEvent;

/// <summary>A step of reminding is due, unless the invoice was paid.</summary>
/// <param name="InvoiceId">Which.</param>
/// <param name="Step">Which step, see Dunning.</param>
/// <param name="DueAt">When.</param>
[Topic("invoice.dunning_due")]
public sealed record DunningDue(Guid InvoiceId, int Step, DateTimeOffset DueAt) : IShopEvent, IComesLater;

/// <summary>Somebody is to be reminded of an invoice.</summary>
/// <param name="InvoiceId">Which.</param>
/// <param name="Step">How often they were before.</param>
[Topic("invoice.reminder")]
public sealed record InvoiceReminder(Guid InvoiceId, int Step) : IShopEvent;

/// <summary>A plan ended because nobody paid for it.</summary>
[Topic("subscription.unpaid")]
public sealed record SubscriptionUnpaid(Guid SubscriptionId) : IShopEvent;
