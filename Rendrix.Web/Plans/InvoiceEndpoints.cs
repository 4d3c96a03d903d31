using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Plans;

/// <summary>Invoices as pages to print.</summary>
public static class InvoiceEndpoints
{
    /// <summary>Maps <c>/s/{store}/settings/plan/invoices/{id}</c>.</summary>
    public static IEndpointRouteBuilder MapInvoicePages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/s/{store}/settings/plan/invoices/{id:guid}", ShowAsync).ExcludeFromDescription();
        return app;
    }

    private static async Task<IResult> ShowAsync(Guid id, HttpContext http, CurrentMember member, TenantTransactions transactions, PlanSettings settings, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (!member.May(Permission.ReadBilling)) return Results.Text("Your role here cannot see invoices. Ask an owner or admin.", statusCode: StatusCodes.Status403Forbidden);
        await using var db = await transactions.BeginAsync(ct);
        if (await db.Invoices.AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, ct) is not { } invoice) return Results.NotFound();
        return new RazorComponentResult<InvoicePrint>(new { Invoice = invoice, settings.Seller, settings.PayTo });
    }
}
