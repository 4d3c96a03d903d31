using Rendrix.Plans;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Plans;

/// <summary>A period, a trial or a canceled subscription comes to its end.</summary>
/// <param name="SubscriptionId">Which.</param>
/// <param name="DueAt">When. One that meanwhile has another moment does nothing.</param>
[Topic("subscription.due")]
public sealed record SubscriptionDue(Guid SubscriptionId, DateTimeOffset DueAt) : IShopEvent, IComesLater;

/// <summary>A subscription began, changed or ended: plan, price, state or period.</summary>
[Topic("subscription.changed")]
public sealed record SubscriptionChanged(Guid SubscriptionId) : IShopEvent;

/// <summary>An invoice was paid.</summary>
[Topic("invoice.paid")]
public sealed record InvoicePaid(Guid InvoiceId) : IShopEvent;

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

/// <summary>So much of a limit is used that somebody is to be told.</summary>
/// <param name="Limit">Which.</param>
/// <param name="Percent">80 or 100.</param>
/// <param name="Plan">Code of the plan that was in force.</param>
/// <param name="Used">How much was used.</param>
/// <param name="Allowed">How much the plan holds.</param>
[Topic("plan.limit_noticed")]
public sealed record LimitNoticed(PlanLimit Limit, int Percent, string Plan, long Used, long Allowed) : IShopEvent;

/// <summary>A plan ended because nobody paid for it.</summary>
[Topic("subscription.unpaid")]
public sealed record SubscriptionUnpaid(Guid SubscriptionId) : IShopEvent;
