using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Rendrix.Web.Platform.Data;

/// <summary>
/// Reads as one tenant in one round trip: a query marked by <see cref="InOneTrip"/> is sent as a whole transaction of its own, with the tenant and store of its first two parameters set for it.
/// The text that EF sees stays the same for all of them; with the tenant in it, each would be compiled anew, which costs more than the trips that are saved.
/// </summary>
internal sealed class OneTrip : DbCommandInterceptor
{
    private const string Mark = "as its tenant, in one trip";

    /// <summary>The one that all contexts of requests share.</summary>
    public static OneTrip Interceptor { get; } = new();

    /// <summary>Rows of a statement of SQL whose parameters begin with tenant and store.</summary>
    public static IQueryable<T> InOneTrip<T>(DbSet<T> set, string sql, Guid tenant, Guid store) where T : class => set.FromSqlRaw(sql, tenant, store).TagWith(Mark).IgnoreQueryFilters().AsNoTracking();

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        // SET takes no parameters, so the values are written by the program, from Guids and never from text.
        if (command.CommandText.StartsWith("-- " + Mark, StringComparison.Ordinal) && command.Parameters is [{ Value: Guid tenant }, { Value: Guid store }])
            command.CommandText = $"BEGIN READ ONLY;SET LOCAL app.tenant = '{tenant:D}';SET LOCAL app.store = '{store:D}';{command.CommandText[(command.CommandText.IndexOf('\n', StringComparison.Ordinal) + 1)..]};COMMIT";
        return new(result);
    }
}
