using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rendrix.Content;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Content;

internal sealed class ContentConfiguration : IEntityTypeConfiguration<Page>, IEntityTypeConfiguration<PageVersion>
{
    public void Configure(EntityTypeBuilder<Page> page)
    {
        page.ToTable("pages").OfStore();
        page.Property(p => p.Title).HasMaxLength(200);
        page.Property(p => p.Slug).HasMaxLength(200);
        page.Property(p => p.Type).HasMaxLength(20);
        page.Property(p => p.Draft).HasColumnType("jsonb");
        page.Property(p => p.DraftRevision).IsConcurrencyToken();
        page.HasIndex(p => new { p.TenantId, p.StoreId, p.Slug }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<PageVersion> version)
    {
        version.ToTable("page_versions").OfStore();
        version.Property(v => v.Document).HasColumnType("jsonb");
        version.HasOne<Page>().WithMany().HasForeignKey(v => new { v.TenantId, v.PageId }).OnDelete(DeleteBehavior.Cascade);
        version.HasIndex(v => new { v.TenantId, v.PageId, v.Number }).IsUnique();
    }
}
