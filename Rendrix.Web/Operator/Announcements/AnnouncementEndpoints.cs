using Microsoft.AspNetCore.Http.HttpResults;
using Rendrix.Operator;

namespace Rendrix.Web.Operator.Announcements;

/// <summary>Body of POST /platform/announcements.</summary>
/// <param name="Title">1 to 120 characters.</param>
/// <param name="Text">At most 1,000 characters, plain.</param>
/// <param name="Level">info (usual), warning or critical.</param>
/// <param name="Plan">Code of the plan whose people read it; everybody when left out.</param>
/// <param name="From">Shown from then on; at once when left out.</param>
/// <param name="Until">Shown until then; until it is taken back when left out.</param>
public sealed record AnnouncementRequest(string? Title = null, string? Text = null, AnnouncementLevel? Level = null, string? Plan = null, DateTimeOffset? From = null, DateTimeOffset? Until = null);

/// <summary>An announcement.</summary>
public sealed record AnnouncementResponse(Guid Id, string Title, string Text, AnnouncementLevel Level, string? Plan, DateTimeOffset From, DateTimeOffset? Until)
{
    /// <summary>The wire form.</summary>
    public static AnnouncementResponse Of(Announcement a) => new(a.Id, a.Title, a.Text, a.Level, a.Plan, a.From, a.Until);
}

/// <summary><c>/api/v1/platform/announcements</c>.</summary>
public static class AnnouncementEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapAnnouncements(this RouteGroupBuilder platform)
    {
        platform.MapGet("/announcements", ListAsync);
        platform.MapPost("/announcements", WriteAsync);
        platform.MapDelete("/announcements/{announcement:guid}", RemoveAsync);
    }

    private static async Task<Ok<Platform.Http.Page<AnnouncementResponse>>> ListAsync(PlatformCaller caller, SaveAnnouncement saving, CancellationToken ct) =>
        TypedResults.Ok(new Platform.Http.Page<AnnouncementResponse>([.. (await saving.ListAsync(caller.Person, ct)).Select(AnnouncementResponse.Of)], null));

    private static async Task<Created<AnnouncementResponse>> WriteAsync(PlatformCaller caller, AnnouncementRequest body, SaveAnnouncement saving, CancellationToken ct) =>
        TypedResults.Created("/api/v1/platform/announcements", AnnouncementResponse.Of(await saving.RunAsync(caller.Person, new(body.Title, body.Text, body.Level ?? AnnouncementLevel.Info, body.From, body.Until, body.Plan), ct)));

    private static async Task<NoContent> RemoveAsync(PlatformCaller caller, Guid announcement, SaveAnnouncement saving, CancellationToken ct)
    {
        await saving.RemoveAsync(caller.Person, announcement, ct);
        return TypedResults.NoContent();
    }
}
