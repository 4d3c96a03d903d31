using Rendrix.Refusals;

namespace Rendrix.Web.Tenancy;

/// <summary>
/// Counts what one organization has running of the requests that take their time: uploads, imports being sent, exports. More than a few at once are refused with 429, so that a program
/// in a loop cannot hold memory (a picture is up to 20 MB) and connections that others' shops need. Counted in this process.
/// </summary>
public sealed class LongRequests
{
    /// <summary>Most at once of one organization: two people's browsers with three uploads each, and an export.</summary>
    public const int Most = 8;
    /// <summary>When to come again, in seconds.</summary>
    public const int Again = 2;
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, int> _running = [];

    /// <summary>Takes a place until it is disposed.</summary>
    /// <exception cref="RefusedException">RATE_LIMITED: all of the organization's are taken.</exception>
    public IDisposable Take(Guid tenant)
    {
        lock (_gate)
        {
            var running = _running.GetValueOrDefault(tenant);
            if (running >= Most)
                throw new RefusedException(new Refusal("RATE_LIMITED", $"{Most} uploads and downloads of your organization are running already. Send it again when one of them has ended.", StatusCodes.Status429TooManyRequests) { Extra = new Dictionary<string, object?> { ["retryAfter"] = Again } });
            _running[tenant] = running + 1;
        }
        return new Place(this, tenant);
    }

    private void Leave(Guid tenant)
    {
        lock (_gate)
            if (--_running[tenant] == 0) _running.Remove(tenant);
    }

    private sealed class Place(LongRequests of, Guid tenant) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0) of.Leave(tenant);
        }
    }
}

/// <summary>Where endpoints are counted.</summary>
internal static class LongRequestEndpoints
{
    /// <summary>Counts the endpoint's requests among the long ones of their organization, until the answer has gone.</summary>
    public static TBuilder CountAsLong<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder => endpoint.AddEndpointFilter(static (call, next) =>
    {
        var services = call.HttpContext.RequestServices;
        // What an endpoint streams runs after its filter: the place is given back with the response.
        call.HttpContext.Response.RegisterForDispose(services.GetRequiredService<LongRequests>().Take(services.GetRequiredService<CurrentTenant>().TenantId));
        return next(call);
    });
}
