using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rendrix.Catalog;
using Rendrix.Reviews;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Reviews;

internal sealed class ReviewConfiguration : IEntityTypeConfiguration<Review>
{
    public void Configure(EntityTypeBuilder<Review> review)
    {
        review.ToTable("reviews", t => t.HasCheckConstraint("ck_reviews_stars", "stars between 1 and 5")).OfStore();
        review.Property(r => r.Title).HasMaxLength(ReviewDraft.MostTitle);
        review.Property(r => r.Text).HasMaxLength(ReviewDraft.MostText);
        review.Property(r => r.Author).HasMaxLength(ReviewDraft.MostAuthor);
        review.Property(r => r.Reply).HasMaxLength(ReviewDraft.MostReply);
        review.Property(r => r.Status).HasMaxLength(20);
        review.HasOne<Product>().WithMany().HasForeignKey(r => new { r.TenantId, r.ProductId }).OnDelete(DeleteBehavior.Cascade);
        // One review per purchase, whatever is sent twice.
        review.HasIndex(r => new { r.TenantId, r.OrderLineId }).IsUnique().HasFilter("order_line_id is not null");
        review.HasIndex(r => new { r.TenantId, r.ProductId, r.Status, r.Id });
        review.HasIndex(r => new { r.TenantId, r.StoreId, r.Status, r.Id });
    }
}
