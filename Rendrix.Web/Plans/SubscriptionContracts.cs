using System.Text.Json.Serialization;
using Rendrix.Plans;
using Rendrix.Web.Plans.Usage;

namespace Rendrix.Web.Plans;

/// <summary>A plan of the price list.</summary>
/// <param name="Code">Stable name; what POST and PATCH take as plan.</param>
/// <param name="Name">As people read it.</param>
/// <param name="Tagline">For whom it is.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="MonthlyPrice">Price of a month; null when it is agreed with people.</param>
/// <param name="YearlyPrice">Price of a year; null when it is agreed with people.</param>
/// <param name="Limits">What it limits.</param>
/// <param name="Features">Codes of what it opens.</param>
/// <param name="Sort">Place in the list.</param>
/// <param name="Active">Whether it can be chosen.</param>
public sealed record PlanResponse(string Code, string Name, string Tagline, string Currency, string? MonthlyPrice, string? YearlyPrice, PlanLimits Limits, IReadOnlyList<string> Features, int Sort, bool Active)
{
    /// <summary>The wire form.</summary>
    public static PlanResponse From(Plan plan) => new(plan.Code, plan.Name, plan.Tagline, plan.Currency, plan.PriceOf(BillingInterval.Month)?.ToWire(), plan.PriceOf(BillingInterval.Year)?.ToWire(),
        new PlanLimits(plan.Stores, plan.Products, plan.BandwidthBytes, plan.ApiCalls, plan.ApiBurst), plan.Features, plan.Sort, plan.Active);
}

/// <summary>Limits of a plan; null is without limit.</summary>
/// <param name="Stores">Stores.</param>
/// <param name="Products">Products of all stores that are not archived.</param>
/// <param name="BandwidthBytes">Bytes sent to shoppers in a calendar month (UTC).</param>
/// <param name="ApiCallsPer15Minutes">Calls of this API in fifteen minutes.</param>
/// <param name="ApiCallsPerMinute">Calls of this API in one minute.</param>
public sealed record PlanLimits(long? Stores, long? Products, long? BandwidthBytes, int? ApiCallsPer15Minutes, int? ApiCallsPerMinute);

/// <summary>The plan in force and where it comes from.</summary>
/// <param name="Id">The subscription; null for the plan that organizations have by themselves.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Status">trialing, active, past_due or canceled.</param>
/// <param name="Interval">month or year; null without a subscription.</param>
/// <param name="Price">The agreed price.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Provider">Who bills: manual or stripe; null without a subscription.</param>
/// <param name="CurrentPeriodStart">Begin of the period under way.</param>
/// <param name="CurrentPeriodEnd">Its end.</param>
/// <param name="TrialEndsAt">When the trial ends or ended.</param>
/// <param name="CancelAt">When it ends because it was canceled; null while it goes on.</param>
/// <param name="CanceledAt">When that was asked for.</param>
/// <param name="EndedAt">When it was over.</param>
public sealed record SubscriptionResponse(
    Guid? Id, PlanResponse Plan, SubscriptionStatus Status, BillingInterval? Interval, string? Price, string Currency, string? Provider, DateTimeOffset? CurrentPeriodStart, DateTimeOffset? CurrentPeriodEnd,
    DateTimeOffset? TrialEndsAt, DateTimeOffset? CancelAt, DateTimeOffset? CanceledAt, DateTimeOffset? EndedAt)
{
    /// <summary>Where to pay first: send the person there. Only when the provider asks for it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CheckoutUrl { get; init; }

    /// <summary>The smaller plan that follows with the end of the period; PATCH with cancelAtPeriodEnd false takes it back.</summary>
    public NextPlanResponse? Next { get; init; }

    /// <summary>The wire form of what is in force.</summary>
    public static SubscriptionResponse From(PlanStanding standing) => standing.Subscription is { } s ? From(s, standing.Plan)
        : new(null, PlanResponse.From(standing.Plan), standing.Status, null, null, standing.Plan.Currency, null, null, null, standing.TrialEndsAt, null, null, null);

    /// <summary>The wire form of a subscription.</summary>
    public static SubscriptionResponse From(Subscription s, Plan plan) =>
        new(s.Id, PlanResponse.From(plan), s.Status, s.Interval, s.Price.ToWire(), s.Currency, s.Provider, s.PeriodStart, s.PeriodEnd, s.TrialEndsAt, s.CancelAt, s.CanceledAt, s.EndedAt)
        { Next = s.NextPlanCode is { } next ? new NextPlanResponse(next, s.NextInterval, s.NextPrice.ToWire(), s.PeriodEnd) : null };
}

/// <summary>A plan that follows.</summary>
/// <param name="Plan">Its code.</param>
/// <param name="Interval">month or year.</param>
/// <param name="Price">Its agreed price.</param>
/// <param name="At">When it is in force.</param>
public sealed record NextPlanResponse(string Plan, BillingInterval Interval, string Price, DateTimeOffset At);

/// <summary>Body of POST /subscriptions and of its preview.</summary>
/// <param name="Plan">Code of the plan.</param>
/// <param name="Interval">month (usual) or year.</param>
/// <param name="ReturnPath">Path of the dashboard to come back to from the provider's page.</param>
public sealed record SubscriptionRequest(string? Plan = null, BillingInterval? Interval = null, string? ReturnPath = null);

/// <summary>Body of PATCH /subscriptions; what is left out stays.</summary>
/// <param name="Plan">Code of the plan.</param>
/// <param name="Interval">month or year.</param>
/// <param name="CancelAtPeriodEnd">true ends it with the period, false takes that, or a smaller plan that was to follow, back.</param>
/// <param name="ReturnPath">Path of the dashboard to come back to from the provider's page.</param>
public sealed record SubscriptionPatch(string? Plan = null, BillingInterval? Interval = null, bool? CancelAtPeriodEnd = null, string? ReturnPath = null);

/// <summary>What a change would cost and exceed.</summary>
/// <param name="Plan">The plan wanted.</param>
/// <param name="Interval">How often it is paid.</param>
/// <param name="Price">Its price.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="InForceAt">When it would be in force.</param>
/// <param name="Credit">Given back for unused time.</param>
/// <param name="Charge">For the time until the period ends.</param>
/// <param name="AccountCredit">Credit of earlier changes, used first.</param>
/// <param name="TaxRate">Percent of tax on top; 0 where there is none.</param>
/// <param name="Tax">The tax of what is charged after what is given back.</param>
/// <param name="ReverseCharge">Whether the tax is owed by who pays, and therefore not added.</param>
/// <param name="DueNow">To be paid for the change.</param>
/// <param name="PeriodEnd">When the next full price is due.</param>
/// <param name="Exceeded">Limits of the wanted plan that are exceeded already: what is there stays, nothing new can be made.</param>
public sealed record PreviewResponse(PlanResponse Plan, BillingInterval Interval, string Price, string Currency, DateTimeOffset InForceAt, string Credit, string Charge, string AccountCredit, decimal TaxRate, string Tax, bool ReverseCharge, string DueNow, DateTimeOffset? PeriodEnd, IReadOnlyList<LimitResponse> Exceeded)
{
    /// <summary>The wire form.</summary>
    public static PreviewResponse From(ChangePreview p)
    {
        var none = Amounts.Money.Zero(p.Price.Currency).ToWire();
        return new(PlanResponse.From(p.Plan), p.Interval, p.Price.ToWire(), p.Price.Currency.Code, p.At, p.Change?.Credit.ToWire() ?? none, p.Change?.Charge.ToWire() ?? none, p.Credit.ToWire(), p.Tax.Rate.Percent, p.TaxDue.ToWire(), p.Tax.IsReverse, p.Due.ToWire(), p.Change?.PeriodEnd, [.. p.Over.Select(LimitResponse.From)]);
    }
}

/// <summary>An address to send the person to.</summary>
/// <param name="Url">Where payments and invoices are looked after.</param>
public sealed record PortalResponse(string Url);

/// <summary>Body of POST /subscriptions/portal.</summary>
/// <param name="ReturnPath">Path of the dashboard to come back to.</param>
public sealed record PortalRequest(string? ReturnPath = null);

/// <summary>An invoice.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Number">As people quote it.</param>
/// <param name="Status">open, paid, void or uncollectible.</param>
/// <param name="Provider">manual or stripe.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Total">Sum of the lines with tax; below zero for a credit note.</param>
/// <param name="TaxRate">Percent of tax.</param>
/// <param name="Tax">The tax in the total.</param>
/// <param name="ReverseCharge">Whether the tax is owed by who received it, and therefore not in it.</param>
/// <param name="CreditUsed">Settled by credit.</param>
/// <param name="AmountDue">Still to be paid.</param>
/// <param name="IssuedAt">When it was made.</param>
/// <param name="DueAt">Until when it is to be paid.</param>
/// <param name="PaidAt">When it was paid.</param>
/// <param name="HostedUrl">Where the provider shows it, if there.</param>
/// <param name="Lines">What it is for.</param>
public sealed record InvoiceResponse(Guid Id, string Number, InvoiceStatus Status, string Provider, string Currency, string Total, decimal TaxRate, string Tax, bool ReverseCharge, string CreditUsed, string AmountDue, DateTimeOffset IssuedAt, DateTimeOffset DueAt, DateTimeOffset? PaidAt, string? HostedUrl, IReadOnlyList<InvoiceLineResponse> Lines)
{
    /// <summary>The wire form.</summary>
    public static InvoiceResponse From(Invoice i) => new(i.Id, i.Number, i.Status, i.Provider, i.Currency, i.Total.ToWire(), new Amounts.Percentage(i.TaxBasisPoints).Percent, Amounts.Money.FromMinor(i.TaxMinor, i.Currency).ToWire(), i.ReverseCharge, Amounts.Money.FromMinor(i.CreditMinor, i.Currency).ToWire(), i.Due.ToWire(), i.IssuedAt, i.DueAt, i.PaidAt, i.HostedUrl,
        [.. i.Lines.Select(line => new InvoiceLineResponse(line.Text, Amounts.Money.FromMinor(line.AmountMinor, i.Currency).ToWire(), line.From, line.To))]);
}

/// <summary>A line of an invoice; a credit is below zero.</summary>
/// <param name="Text">What for.</param>
/// <param name="Amount">How much.</param>
/// <param name="From">Begin of the time it is for.</param>
/// <param name="To">Its end.</param>
public sealed record InvoiceLineResponse(string Text, string Amount, DateTimeOffset From, DateTimeOffset To);

/// <summary>How much of a limit is used.</summary>
/// <param name="Resource">stores, products or bandwidth.</param>
/// <param name="Used">How much is used.</param>
/// <param name="Limit">How much the plan allows; null is without limit.</param>
/// <param name="Percent">Percent used; null without limit.</param>
public sealed record LimitResponse(PlanLimit Resource, long Used, long? Limit, int? Percent)
{
    /// <summary>The wire form.</summary>
    public static LimitResponse From(LimitUse use) => new(use.Limit, use.Used, use.Allowed, use.Percent);
}

/// <summary>What the organization uses.</summary>
/// <param name="Plan">Code of the plan in force.</param>
/// <param name="PeriodStart">The first day that is counted (UTC).</param>
/// <param name="PeriodEnd">The last one; days still to come are not among the days.</param>
/// <param name="Limits">Limits and how much of them is used now; traffic since the first of the month.</param>
/// <param name="Orders">Orders placed in the period.</param>
/// <param name="BandwidthBytes">Bytes sent to shoppers in the period.</param>
/// <param name="ApiRequests">Calls of the API in the period.</param>
/// <param name="Days">What was used by day.</param>
/// <param name="Stores">The same by store.</param>
public sealed record UsageResponse(string Plan, DateOnly PeriodStart, DateOnly PeriodEnd, IReadOnlyList<LimitResponse> Limits, int Orders, long BandwidthBytes, long ApiRequests, IReadOnlyList<UsageDayResponse> Days, IReadOnlyList<UsageStoreResponse> Stores)
{
    /// <summary>The wire form.</summary>
    public static UsageResponse From(string plan, IEnumerable<LimitUse> limits, UsageByDay use) => new(plan, use.From, use.To, [.. limits.Select(LimitResponse.From)], use.Days.Sum(d => d.Orders), use.Days.Sum(d => d.Bandwidth), use.Days.Sum(d => d.ApiRequests),
        [.. use.Days.Select(d => new UsageDayResponse(d.Day, d.Bandwidth, d.Orders, d.ApiRequests, d.Products, d.Stores))], [.. use.Stores.Select(s => new UsageStoreResponse(s.StoreId, s.Name, s.Bandwidth, s.Orders, s.ApiRequests, s.Products))]);
}

/// <summary>One day.</summary>
/// <param name="Day">The day (UTC).</param>
/// <param name="BandwidthBytes">Bytes sent to shoppers.</param>
/// <param name="Orders">Orders placed.</param>
/// <param name="ApiRequests">Calls of the API by people and programs of the organization.</param>
/// <param name="Products">Products at the day's end; null for a day that was not looked at.</param>
/// <param name="Stores">Stores at the day's end; null for a day that was not looked at.</param>
public sealed record UsageDayResponse(DateOnly Day, long BandwidthBytes, int Orders, long ApiRequests, long? Products, long? Stores);

/// <summary>A store's part.</summary>
/// <param name="StoreId">The store; null for what belongs to no single one.</param>
/// <param name="Name">Its name; null for one that is not here any more.</param>
/// <param name="BandwidthBytes">Bytes sent to its shoppers in the period.</param>
/// <param name="Orders">Orders placed in it.</param>
/// <param name="ApiRequests">Calls of the API about it.</param>
/// <param name="Products">Its products at the period's end; null when that day was not looked at.</param>
public sealed record UsageStoreResponse(Guid? StoreId, string? Name, long BandwidthBytes, int Orders, long ApiRequests, long? Products);
