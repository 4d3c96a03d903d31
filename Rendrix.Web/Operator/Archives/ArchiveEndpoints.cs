using Rendrix.Refusals;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Operator.Archives;

/// <summary>Hands the archive of an organization to an admin's browser. Taking one in is done by the command line, where the file lies.</summary>
public static class ArchiveEndpoints
{
    /// <summary>Maps the plain form of an organization's page, which is checked by origin.</summary>
    public static void MapArchives(this IEndpointRouteBuilder app) =>
        app.MapPost("/platform/tenants/{organization:guid}/archive", ExportAsync).DisableAntiforgery().ExcludeFromDescription().AllowAnonymous().AddEndpointFilter(async (context, next) =>
            SameOrigin.Allows(context.HttpContext.Request) ? await next(context) : Results.StatusCode(StatusCodes.Status403Forbidden));

    private static async Task<IResult> ExportAsync(HttpContext http, Guid organization, CurrentAdmin admin, ExportTenant export, DataDirectory data, CancellationToken ct)
    {
        try
        {
            var by = await admin.DemandFreshAsync(http.User, ct);
            // Written to disk first: what goes wrong is told by a status, and not by a file that ends too soon. Gone when it was sent.
            var file = new FileStream(Path.Combine(data.Root, $"archive-{Guid.NewGuid():N}.tmp"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 81_920, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
            try
            {
                var manifest = await export.RunAsync(by, organization, file, ct);
                file.Position = 0;
                http.Response.Headers.CacheControl = "no-store";
                return Results.File(file, "application/zip", $"{manifest.Slug}-{manifest.CreatedAt.UtcDateTime:yyyyMMdd}.zip");
            }
            catch
            {
                await file.DisposeAsync();
                throw;
            }
        }
        catch (RefusedException refused) when (ReferenceEquals(refused.Refusal, FreshProof.Needed)) { return Results.LocalRedirect($"{FreshProof.Page}?returnUrl={Uri.EscapeDataString($"/platform/tenants/{organization:D}")}"); }
        catch (RefusedException refused) { return Results.StatusCode(refused.Refusal.Status); }
    }
}
