using System.Globalization;
using Rendrix.Refusals;
using Rendrix.Web.Plans;

namespace Rendrix.Web.Platform.Http;

/// <summary>
/// What every API call passes after the caller is known: the rate limit with its headers, and the same-origin check for
/// calls that a cookie authorizes. Stands between authentication and authorization.
/// </summary>
public sealed class ApiGuards(RequestDelegate next, RateWindows windows, PlanSettings plans, PlanCache known, IConfiguration configuration)
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);
    private readonly int _perMinute = configuration.GetValue("Rendrix:RateLimits:RequestsPerMinute", 6000);

    /// <summary>Refuses with 429 or 403, or passes on.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (!RefusalResponses.IsApi(context.Request.Path)) { await next(context); return; }

        var who = CallerKey.Of(context.User) is { } key ? $"api:key:{key.Id:N}" : context.User.UserId() is { } user ? $"api:user:{user:N}" : $"api:address:{context.Connection.RemoteIpAddress}";
        var decision = windows.Take(who, _perMinute, TimeSpan.FromMinutes(1));
        // The headers tell of whichever limit is nearer.
        if (decision.Allowed && await OfPlanAsync(context, who) is { } ofPlan) decision = Nearer(decision, ofPlan);
        WriteHeaders(context.Response, decision);
        if (!decision.Allowed) throw new RefusedException(ProblemCatalog.OfStatus(StatusCodes.Status429TooManyRequests));

        var byCookie = context.User.Identity?.IsAuthenticated == true && context.Request.Headers.Authorization.Count == 0;
        if (byCookie && SameOrigin.IsUnsafe(context.Request.Method) && !SameOrigin.Allows(context.Request))
            throw new RefusedException(new Refusal("FORBIDDEN", "A call that is authorized by the dashboard's cookie must come from the dashboard itself.", 403));
        await next(context);
    }

    private static RateDecision Nearer(RateDecision one, RateDecision other) => one.Allowed && (!other.Allowed || other.Remaining < one.Remaining) ? other : one;

    // What the plan of the caller's organization allows in a minute and in fifteen; of somebody unknown, what the installation does. Shoppers are counted by neither: a plan never turns a shop's customers away.
    private async ValueTask<RateDecision?> OfPlanAsync(HttpContext context, string who)
    {
        if (!plans.LimitsCallsByPlan || !context.Request.Path.StartsWithSegments("/api/v1")) return null;
        if (Caller.Of(context.User) is not { } caller) return windows.Take(who + ":quarter", plans.AnonymousCalls, Quarter);
        var plan = await known.OfAsync(caller.OrganizationId, context.RequestAborted);
        RateDecision? burst = plan.ApiBurst is { } fast ? windows.Take($"{who}:{caller.OrganizationId:N}:minute", fast, TimeSpan.FromMinutes(1)) : null;
        // Whoever comes too fast spends nothing of the quarter.
        if (plan.ApiCalls is not { } calls || burst is { Allowed: false }) return burst;
        var quarter = windows.Take($"{who}:{caller.OrganizationId:N}:quarter", calls, Quarter);
        return burst is { } minute ? Nearer(quarter, minute) : quarter;
    }

    /// <summary>Writes the limit headers, and Retry-After when the limit is passed.</summary>
    public static void WriteHeaders(HttpResponse response, RateDecision decision)
    {
        response.Headers["RateLimit-Limit"] = decision.Limit.ToString(CultureInfo.InvariantCulture);
        response.Headers["RateLimit-Remaining"] = decision.Remaining.ToString(CultureInfo.InvariantCulture);
        response.Headers["RateLimit-Reset"] = decision.ResetSeconds.ToString(CultureInfo.InvariantCulture);
        if (!decision.Allowed) response.Headers.RetryAfter = decision.ResetSeconds.ToString(CultureInfo.InvariantCulture);
    }
}
