using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Platform.Http;

/// <summary>
/// Makes every POST of the API repeatable: the first call with an Idempotency-Key leaves its answer behind for 24 hours, a second one with
/// the same body gets that answer. Answers are encrypted at rest, since some hold tokens. What failed on our side, was refused for its
/// shape or for its rate leaves nothing behind, so the same key may be tried again.
/// </summary>
public sealed class Idempotency(RequestDelegate next, IDataProtectionProvider protection, TimeProvider clock, ILogger<Idempotency> log)
{
    private const string HeaderName = "Idempotency-Key";
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);
    // A call that took longer than this died with its process; the next one may try.
    private static readonly TimeSpan RunsAtMost = TimeSpan.FromMinutes(2);
    // Written by the work's own transaction (AppDb.CommitAsync): the work stands, and its answer is on its way or was lost with the process.
    internal const int CarriedOut = 1;
    private static readonly string[] Repeated = ["Location", "ETag"];
    private readonly IDataProtector _protector = protection.CreateProtector("rendrix.idempotency.v1");

    /// <summary>Passes calls without a key on; answers repeated ones from what is stored.</summary>
    public async Task InvokeAsync(HttpContext context, TenantTransactions transactions, CurrentTenant tenant)
    {
        var request = context.Request;
        var key = request.Headers[HeaderName].ToString();
        if (key.Length == 0 || !HttpMethods.IsPost(request.Method) || !RefusalResponses.IsApi(request.Path) || context.GetEndpoint() is null) { await next(context); return; }
        if (key.Length > 255 || key.Any(char.IsControl)) throw new RefusedException(Refusal.Invalid(HeaderName, "Use 255 characters or fewer"));

        var tenantId = tenant.IsSet ? tenant.TenantId : AnonymousCalls.TenantId;
        var row = new IdempotencyKey { TenantId = tenantId, Id = Guid.CreateVersion7(), Scope = ScopeOf(context, tenant), Key = key, BodyHash = await HashBodyAsync(request, context.RequestAborted), CreatedAt = clock.GetUtcNow() };
        if (await ClaimAsync(transactions, row, context.RequestAborted) is { } earlier) { await RepeatAsync(context, earlier, row.BodyHash); return; }

        if (context.GetEndpoint()?.Metadata.GetMetadata<RepeatsSafely>() is null) transactions.Claim = row;
        var kept = false;
        var body = context.Response.Body;
        using var buffer = new MemoryStream();
        context.Response.Body = buffer;
        try
        {
            // Refusals are answers too and are kept, so they must become one here and not further out.
            try { await next(context); }
            catch (RefusedException refused) { await RefusalResponses.WriteAsync(context, refused.Refusal); }
            if (IsWorthKeeping(context.Response.StatusCode))
            {
                await KeepAsync(transactions, row, context.Response, buffer);
                kept = true;
            }
        }
        finally
        {
            context.Response.Body = body;
            transactions.Claim = null;
            if (!kept) await ReleaseAsync(transactions, row);
        }
        buffer.Position = 0;
        await buffer.CopyToAsync(body, context.RequestAborted);
    }

    private static bool IsWorthKeeping(int status) => status is not (400 or 401 or 413 or 415 or 429) and < 500;

    // A signed-in person's keys are their own. Guests share none: their network address stands for them, and the path for what they do.
    private static string ScopeOf(HttpContext context, CurrentTenant tenant)
    {
        var who = Caller.Of(context.User) is { } caller ? caller.Key is { } programs ? $"key:{programs.Id:N}" : $"user:{caller.UserId:N}" : $"guest:{tenant.StoreScope:N}:{context.Connection.RemoteIpAddress}";
        return $"{who}:POST:{context.Request.Path}";
    }

    // What is asked for is the body and what stands behind the path: a dry run is another request than the import itself.
    private static async Task<string> HashBodyAsync(HttpRequest request, CancellationToken ct)
    {
        request.EnableBuffering();
        var hash = await SHA256.HashDataAsync(request.Body, ct);
        request.Body.Position = 0;
        return Convert.ToHexStringLower(request.QueryString.HasValue ? SHA256.HashData([.. hash, .. Encoding.UTF8.GetBytes(request.QueryString.Value!)]) : hash);
    }

    /// <summary>Null when the key is now ours; else the row that was there before.</summary>
    private async Task<IdempotencyKey?> ClaimAsync(TenantTransactions transactions, IdempotencyKey row, CancellationToken ct)
    {
        for (var attempt = 0; ; attempt++)
        {
            await using var db = await transactions.BeginAsync(row.TenantId, null, ct);
            var now = clock.GetUtcNow();
            // Old rows of the tenant go with the first new one that comes along.
            await db.IdempotencyKeys.Where(k => k.CreatedAt < now - Kept || k.Status == 0 && k.CreatedAt < now - RunsAtMost).ExecuteDeleteAsync(ct);
            var earlier = await db.IdempotencyKeys.AsNoTracking().FirstOrDefaultAsync(k => k.Scope == row.Scope && k.Key == row.Key, ct);
            if (earlier is not null) { await db.CommitAsync(ct); return earlier; }
            db.IdempotencyKeys.Add(row);
            try
            {
                await db.CommitAsync(ct);
                return null;
            }
            catch (DbUpdateException exception) when (attempt < 3 && exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }) { /* somebody else claimed the key between our look and our insert: look again */ }
        }
    }

    private async Task RepeatAsync(HttpContext context, IdempotencyKey earlier, string bodyHash)
    {
        if (earlier.BodyHash != bodyHash) throw new RefusedException(new Refusal("IDEMPOTENCY_CONFLICT", "This key was used with another request. Use a new key for a new one.", StatusCodes.Status409Conflict));
        // Just committed, its answer is on its way; only later is it known to be lost.
        if (earlier.Status == CarriedOut && earlier.CreatedAt < clock.GetUtcNow() - RunsAtMost)
            throw new RefusedException(new Refusal("IDEMPOTENCY_CONFLICT", "The first call with this key was carried out, but its answer was lost. Read what it made from the list, or use a new key to do it once more.", StatusCodes.Status409Conflict));
        if (earlier.Status is 0 or CarriedOut) throw new RefusedException(new Refusal("IDEMPOTENCY_CONFLICT", "The first call with this key is still running. Ask again in a moment.", StatusCodes.Status409Conflict));
        var response = context.Response;
        response.StatusCode = earlier.Status;
        response.Headers["Idempotency-Replayed"] = "true";
        if (earlier.ContentType.Length > 0) response.ContentType = earlier.ContentType;
        foreach (var line in earlier.Headers.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            if (line.Split(": ", 2) is [var name, var value]) response.Headers[name] = value;
        if (earlier.Body.Length > 0) await response.Body.WriteAsync(_protector.Unprotect(earlier.Body), context.RequestAborted);
    }

    private async Task KeepAsync(TenantTransactions transactions, IdempotencyKey row, HttpResponse response, MemoryStream body)
    {
        var headers = new StringBuilder();
        foreach (var name in Repeated)
            if (response.Headers[name].ToString() is { Length: > 0 } value) headers.Append(name).Append(": ").Append(value).Append('\n');
        var (status, type, text) = (response.StatusCode, response.ContentType ?? "", headers.ToString());
        var sealedBody = body.Length == 0 ? [] : _protector.Protect(body.ToArray());
        // The work is done and committed: its answer is kept even when the caller has gone.
        await using var db = await transactions.BeginAsync(row.TenantId, null, CancellationToken.None);
        await db.IdempotencyKeys.Where(k => k.Id == row.Id).ExecuteUpdateAsync(k => k
            .SetProperty(x => x.Status, status).SetProperty(x => x.ContentType, type).SetProperty(x => x.Headers, text).SetProperty(x => x.Body, sealedBody), CancellationToken.None);
        await db.CommitAsync(CancellationToken.None);
    }

    private async Task ReleaseAsync(TenantTransactions transactions, IdempotencyKey row)
    {
        try
        {
            await using var db = await transactions.BeginAsync(row.TenantId, null, CancellationToken.None);
            // Not what was carried out and failed afterwards: that must not be done again.
            await db.IdempotencyKeys.Where(k => k.Id == row.Id && k.Status == 0).ExecuteDeleteAsync(CancellationToken.None);
            await db.CommitAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException)
        {
            // The error that brought us here is the one to answer; the row is swept after two minutes.
            log.LogWarning(exception, "An idempotency key could not be released");
        }
    }
}

/// <summary>Marks an endpoint that may be called again after a crash, because its work ends once by itself (checkout: one order a cart). Its key is not marked by the work.</summary>
public sealed class RepeatsSafely;
