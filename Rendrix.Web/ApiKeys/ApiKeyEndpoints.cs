using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Web.Api;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.ApiKeys;

/// <summary><c>/api/v1/organizations/{organizationId}/api-keys</c>.</summary>
internal static class ApiKeyEndpoints
{
    private const string Newest = "api-keys:id";

    public static void MapApiKeys(this ApiGroups api)
    {
        var keys = api.Organization.MapGroup("/api-keys").WithTags("API keys");
        keys.MapGet("", ListAsync).Demand(Permission.ManageApiKeys).WithName("ListApiKeys").WithSummary("List API keys, newest first");
        keys.MapPost("", CreateAsync).Demand(Permission.ManageApiKeys).DemandFreshProof().WithName("CreateApiKey").WithSummary("Make an API key")
            .WithDescription("The answer holds the key, once. It acts for you, with the rights written on it and never more than you hold; when you leave the organization it stops.");
        keys.MapGet("/{keyId:guid}", GetAsync).Demand(Permission.ManageApiKeys).WithName("GetApiKey").WithSummary("Read an API key");
        keys.MapDelete("/{keyId:guid}", RevokeAsync).Demand(Permission.ManageApiKeys).WithName("RevokeApiKey").WithSummary("Take an API key back");
    }

    private static async Task<Ok<Page<ApiKeyResponse>>> ListAsync(Caller caller, PageQuery page, TenantTransactions transactions, TimeProvider clock, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(caller.OrganizationId, null, ct);
        var after = page.After<Guid>(Newest);
        var rows = await db.ApiKeys.AsNoTracking().Where(k => after == null || k.Id < after).OrderByDescending(k => k.Id).Take(page.Take).ToListAsync(ct);
        var (now, total) = (clock.GetUtcNow(), page.WithTotal ? await db.ApiKeys.LongCountAsync(ct) : (long?)null);
        return TypedResults.Ok(page.Answer(rows, k => ApiKeyResponse.From(k, now), Newest, k => [k.Id], total));
    }

    private static async Task<Ok<ApiKeyResponse>> GetAsync(Caller caller, Guid keyId, TenantTransactions transactions, TimeProvider clock, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(caller.OrganizationId, null, ct);
        var key = await db.ApiKeys.AsNoTracking().FirstOrDefaultAsync(k => k.Id == keyId, ct) ?? throw new RefusedException(Refusal.NotFound("API key"));
        return TypedResults.Ok(ApiKeyResponse.From(key, clock.GetUtcNow()));
    }

    private static async Task<Created<ApiKeyResponse>> CreateAsync(Caller caller, ApiKeyRequest body, SaveApiKey save, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var (key, token) = await save.CreateAsync(caller.OrganizationId, caller.UserId, new ApiKeyInput(body.Name, body.Permissions, body.StoreId, body.ExpiresAt), ct);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created($"/api/v1/organizations/{caller.OrganizationId}/api-keys/{key.Id}", ApiKeyResponse.From(key, clock.GetUtcNow(), token));
    }

    private static async Task<NoContent> RevokeAsync(Caller caller, Guid keyId, SaveApiKey save, CancellationToken ct)
    {
        await save.RevokeAsync(caller.OrganizationId, caller.UserId, keyId, ct);
        return TypedResults.NoContent();
    }
}
