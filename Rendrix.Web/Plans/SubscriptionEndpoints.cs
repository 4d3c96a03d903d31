using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Plans;
using Rendrix.Refusals;
using Rendrix.Web.Api;
using Rendrix.Web.Plans.Billing;
using Rendrix.Web.Plans.Usage;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Plans;

/// <summary><c>/api/v1/subscriptions</c>: the price list, and the plan, invoices and usage of the caller's organization.</summary>
public static class SubscriptionEndpoints
{
    private const string Newest = "invoices:-issuedAt";

    /// <summary>Maps the endpoints.</summary>
    public static void MapSubscriptions(this ApiGroups api)
    {
        var subscriptions = api.V1.MapGroup("/subscriptions").AddEndpointFilter<ContentTags>().WithTags("Plans and billing");
        subscriptions.MapGet("/plans", PlansAsync).AllowAnonymous().WithName("ListPlans").WithSummary("List the plans that can be chosen");
        subscriptions.MapGet("/current", CurrentAsync).Demand(Permission.ReadBilling).WithName("GetSubscription").WithSummary("Read the plan in force");
        subscriptions.MapPost("", StartAsync).Demand(Permission.ManageBilling).WithName("StartSubscription").WithSummary("Begin a subscription").WithDescription("What is left of the organization's first days counts as the trial. When the provider wants to be paid first, checkoutUrl says where, with status 200; else the subscription is in force, with 201.");
        subscriptions.MapPost("/preview", PreviewAsync).Demand(Permission.ReadBilling).WithName("PreviewSubscription").WithSummary("Say what a change would cost right now, and which limits it would exceed");
        subscriptions.MapPatch("", ChangeAsync).Demand(Permission.ManageBilling).WithName("UpdateSubscription").WithSummary("Change plan or interval; cancel at the period's end, or take that back").WithDescription("A bigger plan is in force at once, prorated to the second. A smaller one follows with the end of what was paid, and stands in next until then.");
        subscriptions.MapDelete("", CancelAsync).Demand(Permission.ManageBilling).WithName("CancelSubscription").WithSummary("Cancel at the end of the period, or now with ?at=now").WithDescription("The subscription stays as history, so the answer is 200 with it. Now: unused time becomes credit, where the installation gives it. Nothing is deleted because a plan ended.");
        subscriptions.MapPost("/portal", PortalAsync).Demand(Permission.ManageBilling).WithName("OpenBillingPortal").WithSummary("Get the address where payments and invoices are looked after");
        subscriptions.MapGet("/invoices", InvoicesAsync).Demand(Permission.ReadBilling).WithName("ListInvoices").WithSummary("List invoices, newest first");
        subscriptions.MapGet("/usage", UsageAsync).Demand(Permission.ReadBilling).WithName("GetUsage").WithSummary("Read what is used of the plan, by day and by store").WithDescription("from and to are days (UTC), both counted, such as 2027-03-31; left out, the month so far. Counts of products and stores are those at a day's end, null for days that were not looked at.");
    }

    private static async Task<Ok<Page<PlanResponse>>> PlansAsync(TenantTransactions transactions, CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        return TypedResults.Ok(new Page<PlanResponse>([.. (await db.Plans.AsNoTracking().Where(p => p.Active).OrderBy(p => p.Sort).ThenBy(p => p.Code).ToListAsync(ct)).Select(PlanResponse.From)], null));
    }

    private static async Task<Ok<SubscriptionResponse>> CurrentAsync(Caller caller, PlanGate gate, TenantTransactions transactions, HttpContext http, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(caller.OrganizationId, null, ct);
        var (_, standing) = await gate.ReadAsync(db, ct);
        if (standing.Subscription is { } live) http.SetEtag(live.Version);
        return TypedResults.Ok(SubscriptionResponse.From(standing));
    }

    private static async Task<Results<Created<SubscriptionResponse>, Ok<SubscriptionResponse>>> StartAsync(Caller caller, SubscriptionRequest body, StartSubscription start, PlanGate gate, TenantTransactions transactions, HttpContext http, CancellationToken ct)
    {
        var step = await start.RunAsync(caller.OrganizationId, caller.UserId, body.Plan, body.Interval, body.ReturnPath, ct);
        var answer = await AnswerAsync(caller, step, gate, transactions, http, ct);
        return step.Subscription is null ? TypedResults.Ok(answer) : TypedResults.Created("/api/v1/subscriptions/current", answer);
    }

    private static async Task<Ok<PreviewResponse>> PreviewAsync(Caller caller, SubscriptionRequest body, ChangeSubscription change, CancellationToken ct) =>
        TypedResults.Ok(PreviewResponse.From(await change.PreviewAsync(caller.OrganizationId, caller.UserId, body.Plan, body.Interval, ct)));

    private static async Task<Ok<SubscriptionResponse>> ChangeAsync(Caller caller, SubscriptionPatch body, ChangeSubscription change, CancelSubscription cancel, PlanGate gate, TenantTransactions transactions, HttpContext http, CancellationToken ct)
    {
        if (body.CancelAtPeriodEnd is { } ends)
        {
            if (body.Plan is not null || body.Interval is not null) throw new RefusedException(Refusal.Invalid("cancelAtPeriodEnd", "Change the plan, or cancel: not both in one call"));
            var canceled = ends ? await cancel.RunAsync(caller.OrganizationId, caller.UserId, false, http.DemandMatch, ct) : await cancel.ResumeAsync(caller.OrganizationId, caller.UserId, http.DemandMatch, ct);
            return TypedResults.Ok(await AnswerAsync(caller, new BillingStep(canceled, null), gate, transactions, http, ct));
        }
        return TypedResults.Ok(await AnswerAsync(caller, await change.RunAsync(caller.OrganizationId, caller.UserId, body.Plan, body.Interval, body.ReturnPath, http.DemandMatch, ct), gate, transactions, http, ct));
    }

    private static async Task<Ok<SubscriptionResponse>> CancelAsync(Caller caller, CancelSubscription cancel, PlanGate gate, TenantTransactions transactions, HttpContext http, CancellationToken ct, string? at = null)
    {
        if (at is not (null or "now" or "period_end")) throw new RefusedException(Refusal.Invalid("at", "Use now or period_end"));
        return TypedResults.Ok(await AnswerAsync(caller, new BillingStep(await cancel.RunAsync(caller.OrganizationId, caller.UserId, at == "now", http.DemandMatch, ct), null), gate, transactions, http, ct));
    }

    private static async Task<Ok<PortalResponse>> PortalAsync(Caller caller, PortalRequest body, CancelSubscription billing, CancellationToken ct) =>
        TypedResults.Ok(new PortalResponse(await billing.PortalAsync(caller.OrganizationId, caller.UserId, body.ReturnPath, ct)));

    private static async Task<Ok<Page<InvoiceResponse>>> InvoicesAsync(Caller caller, PageQuery page, TenantTransactions transactions, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(caller.OrganizationId, null, ct);
        var invoices = db.Invoices.AsNoTracking();
        var total = page.WithTotal ? await invoices.LongCountAsync(ct) : (long?)null;
        if (page.After<DateTimeOffset, Guid>(Newest) is var (issued, id)) invoices = invoices.Where(i => i.IssuedAt < issued || i.IssuedAt == issued && i.Id < id);
        var rows = await invoices.OrderByDescending(i => i.IssuedAt).ThenByDescending(i => i.Id).Take(page.Take).ToListAsync(ct);
        return TypedResults.Ok(page.Answer(rows, InvoiceResponse.From, Newest, i => [i.IssuedAt, i.Id], total));
    }

    private static async Task<Ok<UsageResponse>> UsageAsync(Caller caller, PlanGate gate, TenantTransactions transactions, TimeProvider clock, CancellationToken ct, string? from = null, string? to = null)
    {
        var now = clock.GetUtcNow();
        var (first, last) = UsageByDay.Span(from, to, now);
        await using var db = await transactions.BeginAsync(caller.OrganizationId, null, ct);
        var (_, standing) = await gate.ReadAsync(db, ct);
        return TypedResults.Ok(UsageResponse.From(standing.Plan.Code, await UsageQueries.LimitsAsync(db, standing.Plan, now, ct), await UsageByDay.ReadAsync(db, first, last, now, ct)));
    }

    // What the verb left, or what is in force while the person pays on the provider's page.
    private static async Task<SubscriptionResponse> AnswerAsync(Caller caller, BillingStep step, PlanGate gate, TenantTransactions transactions, HttpContext http, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(caller.OrganizationId, null, ct);
        var (plans, standing) = await gate.ReadAsync(db, ct);
        if (step.Subscription is not { } own) return SubscriptionResponse.From(standing) with { CheckoutUrl = step.Url };
        http.SetEtag(own.Version);
        return SubscriptionResponse.From(own, plans.First(p => p.Code == own.PlanCode)) with { CheckoutUrl = step.Url };
    }
}
