using Microsoft.EntityFrameworkCore;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Search;

/// <summary>The search of PostgreSQL itself (<see cref="SearchFunctions"/>): always as new as the row, since the document is part of it.</summary>
public sealed class PostgresProductSearch : IProductSearch
{
    /// <inheritdoc/>
    public async Task<SearchAnswer> FindAsync(AppDb db, SearchAsk ask, CancellationToken ct)
    {
        var text = ask.Text.Replace("\0", "", StringComparison.Ordinal).Trim();
        if (text.Length == 0) return SearchAnswer.Nothing;
        var found = await IdsAsync(text);
        if (found.Count > 0) return new SearchAnswer(found, null);
        var meant = await db.Database.SqlQuery<string?>($"select search.corrected({ask.StoreId}, {text}, {ask.Locale}, {ask.OnSale}) as \"Value\"").SingleAsync(ct);
        return meant is null || await IdsAsync(meant) is not { Count: > 0 } near ? SearchAnswer.Nothing : new SearchAnswer(near, meant);

        Task<List<Guid>> IdsAsync(string words) => db.Database.SqlQuery<Guid>($"select id as \"Value\" from search.products({ask.StoreId}, {words}, {ask.Locale}, {ask.OnSale}, {ask.Most})").ToListAsync(ct);
    }
}
