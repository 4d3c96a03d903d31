using Microsoft.EntityFrameworkCore;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Search;

/// <summary>The language of a store became another one.</summary>
[Topic("store.language_changed")]
public sealed record StoreLanguageChanged(Guid StoreId, string Locale) : IShopEvent;

/// <summary>
/// Gives the products the new language of their store, a few hundred at a time: each gets a new document with the stems of that language. What is done
/// differs no more, so that it goes on where it stopped.
/// </summary>
public sealed class RetellLanguage(TenantTransactions transactions) : IRun<StoreLanguageChanged>
{
    private const int Portion = 500;

    /// <inheritdoc/>
    public async Task RunAsync(StoreLanguageChanged asked, Guid tenantId, Guid? storeId, CancellationToken ct)
    {
        while (true)
        {
            await using var db = await transactions.BeginAsync(tenantId, null, ct);
            // Asked again each time: who changes the language twice wants the last.
            var changed = await db.Database.ExecuteSqlAsync($"""
                update products p set locale = s.locale from stores s
                where s.tenant_id = {tenantId} and s.id = {asked.StoreId} and p.tenant_id = {tenantId} and p.id in (
                  select o.id from products o join stores t on t.tenant_id = o.tenant_id and t.id = o.store_id
                  where o.tenant_id = {tenantId} and t.tenant_id = {tenantId} and o.store_id = {asked.StoreId} and o.locale <> t.locale order by o.id limit {Portion})
                """, ct);
            await db.CommitAsync(ct);
            if (changed < Portion) return;
        }
    }
}
