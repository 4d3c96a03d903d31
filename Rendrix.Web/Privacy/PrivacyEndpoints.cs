using Microsoft.AspNetCore.Http.HttpResults;
using Rendrix.Checkout;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Web.Api;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Privacy;

/// <summary>Body of POST /customers/lookup.</summary>
/// <param name="Email">The customer's address.</param>
public sealed record CustomerLookupRequest(string? Email = null);

/// <summary>The id of an address in a store.</summary>
/// <param name="CustomerId">For export and erase.</param>
public sealed record CustomerLookupResponse(Guid CustomerId);

/// <summary>Body of POST /account/erase.</summary>
/// <param name="Password">The person's password, typed again.</param>
public sealed record EraseAccountRequest(string? Password = null);

/// <summary><c>…/customers/{customerId}/export</c> and <c>/erase</c>, and the same for the caller's own account.</summary>
public static class PrivacyEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static void MapPrivacy(this ApiGroups api)
    {
        var customers = api.Store.MapGroup("/customers").WithTags("Privacy");
        customers.MapPost("/lookup", LookupAsync).Demand(Permission.ManagePrivacy).WithName("LookUpCustomer").WithSummary("Find a customer's id by their address").WithDescription("In the body and not in the address, which logs keep. 404 when nothing is held of them.");
        customers.MapGet("/{customerId:guid}/export", ExportAsync).Demand(Permission.ManagePrivacy).WithName("ExportCustomer").WithSummary("Download everything held of a customer");
        customers.MapPost("/{customerId:guid}/erase", EraseAsync).Demand(Permission.ManagePrivacy).WithName("EraseCustomer").WithSummary("Erase a customer")
            .WithDescription("Orders stay with lines, amounts and country, for the books; the person is gone from them and from everything else. Refused with 409 while an order of theirs is not finished. Cannot be undone.");
        var account = api.V1.MapGroup("/account").WithTags("Privacy");
        account.MapGet("/export", ExportOwnAsync).WithName("ExportAccount").WithSummary("Download everything held of you");
        account.MapPost("/erase", EraseOwnAsync).WithName("EraseAccount").WithSummary("Delete your account").WithDescription("Asks for the password. The last owner of an organization is refused with 409. Cannot be undone.");
    }

    /// <summary>Maps <c>/s/{store}/settings/privacy/{customer}</c>: a customer's export, for the dashboard.</summary>
    public static IEndpointRouteBuilder MapPrivacyFile(this IEndpointRouteBuilder app)
    {
        app.MapGet("/s/{store}/settings/privacy/{customer:guid}", async (Guid customer, HttpContext http, CurrentTenant tenant, CurrentMember member, ExportCustomer export, CancellationToken ct) =>
        {
            if (!member.May(Permission.ManagePrivacy)) return Results.Text("Your role here cannot export personal data. Ask an owner or admin.", statusCode: StatusCodes.Status403Forbidden);
            try
            {
                var held = await export.RunAsync(tenant.TenantId, tenant.RequireStore.StoreId, customer, ct);
                Attach(http, $"customer-{customer:N}.json");
                return Results.Ok(held);
            }
            catch (RefusedException refused) { return Results.Text(refused.Refusal.Message, statusCode: refused.Refusal.Status); }
        }).ExcludeFromDescription();
        return app;
    }

    private static async Task<Ok<CustomerLookupResponse>> LookupAsync(CallerStore at, CustomerLookupRequest body, TenantTransactions transactions, CancellationToken ct)
    {
        if (!CheckoutCheck.IsEmail(body.Email?.Trim() ?? "")) throw new RefusedException(Refusal.Invalid("email", "Enter an email address such as name@example.com"));
        var id = CustomerId.Of(at.TenantId, at.StoreId, body.Email!);
        await using var db = await transactions.BeginAsync(at.TenantId, null, ct);
        return await CustomerId.FindEmailAsync(db, at.StoreId, id, ct) is null ? throw new RefusedException(Refusal.NotFound("customer")) : TypedResults.Ok(new CustomerLookupResponse(id));
    }

    private static async Task<Ok<CustomerExport>> ExportAsync(CallerStore at, Guid customerId, ExportCustomer export, HttpContext http, CancellationToken ct)
    {
        var held = await export.RunAsync(at.TenantId, at.StoreId, customerId, ct);
        Attach(http, $"customer-{customerId:N}.json");
        return TypedResults.Ok(held);
    }

    private static async Task<Ok<CustomerErasure>> EraseAsync(CallerStore at, Guid customerId, EraseCustomer erase, CancellationToken ct) =>
        TypedResults.Ok(await erase.RunAsync(at.TenantId, at.StoreId, customerId, ct));

    private static async Task<Ok<UserExport>> ExportOwnAsync(Caller caller, ExportUser export, HttpContext http, CancellationToken ct)
    {
        var held = await export.RunAsync(caller.UserId, ct);
        Attach(http, "account.json");
        return TypedResults.Ok(held);
    }

    private static async Task<Ok<UserErasure>> EraseOwnAsync(Caller caller, EraseAccountRequest body, EraseUser erase, RateWindows windows, CancellationToken ct)
    {
        // As many tries at the password as signing in allows.
        if (!windows.Take($"erase-account:{caller.UserId:N}", 10, TimeSpan.FromMinutes(15)).Allowed) throw new RefusedException(ProblemCatalog.OfStatus(StatusCodes.Status429TooManyRequests));
        return TypedResults.Ok(await erase.RunAsync(caller.UserId, body.Password, ct));
    }

    private static void Attach(HttpContext http, string name)
    {
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        http.Response.Headers.CacheControl = "no-store";
    }
}
