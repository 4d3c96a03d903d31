using Microsoft.AspNetCore.Http.HttpResults;
using Rendrix.Plans;
using Rendrix.Web.Operator.Costs;
using Rendrix.Web.Operator.Tenants;
using Rendrix.Web.Plans;

namespace Rendrix.Web.Operator.Billing;

/// <summary>Body of POST /platform/tenants/{id}/plan.</summary>
/// <param name="Plan">Code of the plan, also of one that cannot be chosen.</param>
/// <param name="Interval">month (usual) or year.</param>
/// <param name="Price">The agreed price, such as 450.00; 0 is a present.</param>
public sealed record GrantRequest(string? Plan = null, BillingInterval? Interval = null, string? Price = null);

/// <summary>Body of POST /platform/tenants/{id}/invoices/{invoiceId}/paid.</summary>
/// <param name="Note">How it was seen, such as a reference of the bank.</param>
public sealed record PaidRequest(string? Note = null);

/// <summary>A plan and who has it.</summary>
public sealed record PlanFiguresResponse(PlanResponse Plan, int Paying, int Trying, int PastDue);

/// <summary>What the installation earns by its plans.</summary>
public sealed record BillingResponse(IReadOnlyList<PlanFiguresResponse> Plans, IReadOnlyList<AmountIn> RecurringMonthly, int UnpaidInvoices);

/// <summary>One thing that is used; the cost is null where the operator set no price.</summary>
public sealed record CostLineResponse(long Bytes, decimal? Cost);

/// <summary>What an organization costs in this month: an estimate.</summary>
public sealed record TenantCostResponse(DateOnly Month, string Currency, CostLineResponse Traffic, CostLineResponse Storage, CostLineResponse Database, long DatabaseRows, string? Sum)
{
    /// <summary>The wire form.</summary>
    public static TenantCostResponse From(TenantCost c) => new(c.Month, c.Currency.Code, From(c.Traffic), From(c.Storage), From(c.Database), c.Rows, c.Sum?.ToWire());

    private static CostLineResponse From(CostLine line) => new(line.Bytes, line.Cost is { } cost ? decimal.Round(cost, 6) : null);
}

/// <summary><c>/api/v1/platform/billing</c>, and what organizations pay and cost.</summary>
public static class BillingEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapBilling(this RouteGroupBuilder platform)
    {
        platform.MapGet("/billing", ReadAsync);
        platform.MapGet("/tenants/{organization:guid}/cost", CostAsync);
        platform.MapPost("/tenants/{organization:guid}/plan", GrantAsync).DemandFreshPlatform();
        platform.MapPost("/tenants/{organization:guid}/invoices/{invoice:guid}/paid", PaidAsync).DemandFreshPlatform();
        platform.MapPost("/tenants/{organization:guid}/invoices/{invoice:guid}/void", VoidAsync).DemandFreshPlatform();
    }

    private static async Task<Ok<BillingResponse>> ReadAsync(PlatformCaller caller, BillingFigures figures, CancellationToken ct)
    {
        var all = await figures.ReadAsync(caller.Person, ct);
        return TypedResults.Ok(new BillingResponse([.. all.Plans.Select(p => new PlanFiguresResponse(PlanResponse.From(p.Plan), p.Paying, p.Trying, p.Late))], [.. all.Monthly.Select(m => new AmountIn(m.ToWire(), m.Currency.Code))], all.OwedCount));
    }

    private static async Task<Ok<TenantCostResponse>> CostAsync(PlatformCaller caller, Guid organization, TenantCosts costs, CancellationToken ct) =>
        TypedResults.Ok(TenantCostResponse.From(await costs.ReadAsync(caller.Person, organization, ct)));

    private static async Task<Ok<SubscriptionResponse>> GrantAsync(PlatformCaller caller, Guid organization, GrantRequest body, GrantTenantPlan grant, BillingFigures figures, CancellationToken ct)
    {
        var begun = await grant.RunAsync(caller.Person, organization, body.Plan, body.Interval, body.Price, ct);
        return TypedResults.Ok(SubscriptionResponse.From(begun, (await figures.ReadAsync(caller.Person, ct)).Plans.First(p => p.Plan.Code == begun.PlanCode).Plan));
    }

    private static async Task<Ok<InvoiceResponse>> PaidAsync(PlatformCaller caller, Guid organization, Guid invoice, PaidRequest body, SettleTenantInvoice settle, CancellationToken ct) =>
        TypedResults.Ok(InvoiceResponse.From(await settle.PaidAsync(caller.Person, organization, invoice, body.Note, ct)));

    private static async Task<Ok<InvoiceResponse>> VoidAsync(PlatformCaller caller, Guid organization, Guid invoice, SettleTenantInvoice settle, CancellationToken ct) =>
        TypedResults.Ok(InvoiceResponse.From(await settle.VoidAsync(caller.Person, organization, invoice, ct)));
}
