using Microsoft.EntityFrameworkCore;
using Rendrix.Web.Catalog;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Search;

/// <summary>Keeps the words a store's products are called by, which mistyped words are compared with. Words that went are no harm: a correction is looked for and shown only when it finds something.</summary>
public sealed class LearnWords : IConsume<ProductChanged>, IConsume<CatalogChanged>
{
    /// <summary>Takes in all products of a store at once, in the caller's transaction: of one that was made whole and tells of no single product.</summary>
    public static Task AllAsync(AppDb db, Guid storeId, CancellationToken ct) => db.Database.ExecuteSqlAsync($"select search.learn({storeId}, null, null)", ct);

    /// <inheritdoc/>
    public Task ConsumeAsync(ProductChanged happened, ConsumeContext context, CancellationToken ct) =>
        context.Db.Database.ExecuteSqlAsync($"select search.learn({happened.StoreId}, {happened.ProductId}, null)", ct);

    /// <inheritdoc/>
    /// <remarks>Only what was written about then: an import tells this once for each of its batches.</remarks>
    public Task ConsumeAsync(CatalogChanged happened, ConsumeContext context, CancellationToken ct) =>
        context.Db.Database.ExecuteSqlAsync($"select search.learn({happened.StoreId}, null, (select created_at - interval '10 minutes' from outbox_messages where tenant_id = {context.TenantId} and id = {context.MessageId}))", ct);
}
