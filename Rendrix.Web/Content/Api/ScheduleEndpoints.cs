using Microsoft.AspNetCore.Http.HttpResults;
using Rendrix.Content;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Web.Api;
using Rendrix.Web.Client.Editor;
using Rendrix.Web.Content.Schedules;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Content.Api;

/// <summary><c>/api/v1/stores/{storeId}/schedules</c>: everything planned for a store, and plans of several pages together.</summary>
public static class ScheduleEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static void MapSchedules(this ApiGroups api)
    {
        var plans = api.Store.MapGroup("/schedules").WithTags("Schedules");
        plans.MapGet("", ListAsync).WithName("ListSchedules").WithSummary("Everything planned for the store, with what gets in each other's way");
        plans.MapPost("", CreateAsync).Demand(Permission.Publish).WithName("ScheduleSite").WithSummary("Plan that the drafts of several pages, and of the theme, go live together at a time, and back at another");
        plans.MapDelete("/{scheduleId:guid}", CancelAsync).Demand(Permission.Publish).WithName("CancelSchedule").WithSummary("Call a plan of several pages off");
    }

    private static async Task<Ok<Page<PlannedResponse>>> ListAsync(CallerStore at, TenantTransactions transactions, TimeProvider time, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(at.TenantId, null, ct);
        var calendar = await SiteCalendar.ReadAsync(db, at.StoreId, time.GetUtcNow(), ct);
        return TypedResults.Ok(new Page<PlannedResponse>([.. calendar.All.Select(plan => PlannedResponse.Of(plan, calendar))], null));
    }

    private static async Task<Created<PlannedResponse>> CreateAsync(CallerStore at, SiteScheduleRequest request, PlanSite plan, TenantTransactions transactions, TimeProvider time, CancellationToken ct)
    {
        if (request.PublishAt is not { } from) throw new RefusedException(Refusal.Invalid("publishAt", "This field is required"));
        var outcome = await plan.RunAsync(at.TenantId, at.StoreId, at.Caller.UserId,
            new SiteWish(request.Name ?? "", from, request.RevertAt, request.PageIds ?? [], request.Theme ?? false) { EvenIfOverlapping = request.AllowOverlap ?? false }, ct);
        if (outcome.Problems.Count > 0) throw new RefusedException(Refusal.Invalid("pages", string.Join(". ", outcome.Problems.Select(p => p.Message))));
        await using var db = await transactions.BeginAsync(at.TenantId, null, ct);
        var calendar = await SiteCalendar.ReadAsync(db, at.StoreId, time.GetUtcNow(), ct);
        return TypedResults.Created($"/api/v1/stores/{at.StoreId}/schedules", PlannedResponse.Of(calendar.All.First(p => p.Id == outcome.Plan!.Id), calendar));
    }

    private static async Task<NoContent> CancelAsync(CallerStore at, Guid scheduleId, PlanSite plan, CancellationToken ct)
    {
        await plan.CancelAsync(at.TenantId, at.StoreId, scheduleId, ct);
        return TypedResults.NoContent();
    }
}

/// <summary>A plan to put several pages, and the theme, live together.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="PublishAt">When.</param>
/// <param name="RevertAt">When what was live before comes back; absent for never.</param>
/// <param name="PageIds">The pages whose drafts go live.</param>
/// <param name="Theme">Whether the draft of the theme goes along.</param>
/// <param name="AllowOverlap">Goes ahead although other plans overlap.</param>
public sealed record SiteScheduleRequest(string? Name = null, DateTimeOffset? PublishAt = null, DateTimeOffset? RevertAt = null, Guid[]? PageIds = null, bool? Theme = null, bool? AllowOverlap = null);

/// <summary>Something planned.</summary>
public sealed record PlannedResponse
{
    /// <summary>The plan.</summary>
    public required Guid Id { get; init; }
    /// <summary>page for a plan of one page, site for several things together.</summary>
    public required string Kind { get; init; }
    /// <summary>What people call it; the page's title for a plan of one page.</summary>
    public required string Name { get; init; }
    /// <summary>When it goes live.</summary>
    public required DateTimeOffset PublishAt { get; init; }
    /// <summary>When it goes back.</summary>
    public required DateTimeOffset? RevertAt { get; init; }
    /// <summary>waiting, live, done, reverted, left, cancelled, failed.</summary>
    public required ScheduleState State { get; init; }
    /// <summary>Its pages.</summary>
    public required IReadOnlyList<Guid> PageIds { get; init; }
    /// <summary>Whether the theme goes along.</summary>
    public required bool Theme { get; init; }
    /// <summary>What became of it.</summary>
    public required string Outcome { get; init; }
    /// <summary>In words, which other plans it meets.</summary>
    public required IReadOnlyList<string> Conflicts { get; init; }

    internal static PlannedResponse Of(Planned plan, SiteCalendar calendar) => new()
    {
        Id = plan.Id, Kind = plan.IsSite ? "site" : "page", Name = plan.Name, PublishAt = plan.PublishAt, RevertAt = plan.RevertAt, State = plan.State, PageIds = [.. plan.Pages.Keys],
        Theme = plan.Theme, Outcome = plan.Outcome, Conflicts = calendar.Of(plan),
    };
}
