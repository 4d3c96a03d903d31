using Microsoft.Extensions.Primitives;
using Rendrix.Stores;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Stores.Openings;

/// <summary>A store is to be opened in the background.</summary>
[Topic("store.opening_requested")]
public sealed record OpeningRequested(Guid JobId) : IShopEvent;

/// <summary>A store that is being opened in the background.</summary>
/// <param name="Id">The job.</param>
/// <param name="Status">queued, running, done or failed.</param>
/// <param name="Step">What is being done: waiting, pictures, address, catalog, pages, opening.</param>
/// <param name="Percent">How much of it is done.</param>
/// <param name="StoreId">The store, once it is open; null before and for one that failed.</param>
/// <param name="Url">Where shoppers go, once it is open.</param>
/// <param name="Reason">Why it failed; null otherwise.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="FinishedAt">When it ended.</param>
public sealed record OpeningResponse(Guid Id, OpeningStatus Status, OpeningStep Step, int Percent, Guid? StoreId, string? Url, OpeningProblem? Reason, DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt)
{
    /// <summary>The wire form.</summary>
    public static OpeningResponse From(StoreOpening job, Func<string, string> urlOf) => new(job.Id, job.Status, job.Step, job.Percent, job.Status == OpeningStatus.Done ? job.TargetId : null, job.Status == OpeningStatus.Done ? urlOf(job.Subdomain) : null,
        job.Status == OpeningStatus.Failed ? new OpeningProblem(job.Code, job.Error) : null, job.CreatedAt, job.FinishedAt);
}

/// <summary>Why a store was not opened.</summary>
/// <param name="Code">The code a call that waits would have got.</param>
/// <param name="Message">A sentence with the way out.</param>
public sealed record OpeningProblem(string Code, string Message);

/// <summary>The wish not to wait (RFC 7240), among whatever else a caller prefers.</summary>
internal static class Preference
{
    public const string HeaderName = "Prefer", AppliedName = "Preference-Applied", Async = "respond-async";

    /// <summary>Whether <c>respond-async</c> stands in the header. Its name counts in any case, and parameters behind it say nothing that we know.</summary>
    public static bool WantsAsync(StringValues header) => header.SelectMany(line => (line ?? "").Split(',')).Any(wish => wish.Split(';', '=')[0].Trim().Equals(Async, StringComparison.OrdinalIgnoreCase));
}
