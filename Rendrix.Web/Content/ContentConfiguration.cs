using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rendrix.Content;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Content;

internal sealed class ContentConfiguration : IEntityTypeConfiguration<Page>, IEntityTypeConfiguration<PageVersion>, IEntityTypeConfiguration<PageSchedule>, IEntityTypeConfiguration<PreviewLink>, IEntityTypeConfiguration<Redirect>
{
    public void Configure(EntityTypeBuilder<Page> page)
    {
        page.ToTable("pages").OfStore();
        page.Property(p => p.Title).HasMaxLength(200);
        page.Property(p => p.Slug).HasMaxLength(200);
        page.Property(p => p.Type).HasMaxLength(20);
        page.Property(p => p.Draft).HasColumnType("jsonb");
        page.Property(p => p.DraftRevision).IsConcurrencyToken();
        // A page that was deleted keeps its address for itself and leaves it to others.
        page.HasIndex(p => new { p.TenantId, p.StoreId, p.Slug }).IsUnique().HasFilter("deleted_at is null");
    }

    public void Configure(EntityTypeBuilder<PageVersion> version)
    {
        version.ToTable("page_versions").OfStore();
        version.Property(v => v.Document).HasColumnType("jsonb");
        version.HasOne<Page>().WithMany().HasForeignKey(v => new { v.TenantId, v.PageId }).OnDelete(DeleteBehavior.Cascade);
        version.HasIndex(v => new { v.TenantId, v.PageId, v.Number }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<PageSchedule> schedule)
    {
        schedule.ToTable("page_schedules").OfStore();
        schedule.Property(s => s.Document).HasColumnType("jsonb");
        schedule.HasOne<Page>().WithMany().HasForeignKey(s => new { s.TenantId, s.PageId }).OnDelete(DeleteBehavior.Cascade);
        schedule.HasIndex(s => new { s.TenantId, s.StoreId, s.PublishAt });
        schedule.HasIndex(s => new { s.TenantId, s.PageId });
    }

    public void Configure(EntityTypeBuilder<PreviewLink> link)
    {
        link.ToTable("preview_links").OfStore();
        link.HasOne<Page>().WithMany().HasForeignKey(l => new { l.TenantId, l.PageId }).OnDelete(DeleteBehavior.Cascade);
        link.HasIndex(l => new { l.TenantId, l.PageId });
    }

    public void Configure(EntityTypeBuilder<Redirect> redirect)
    {
        redirect.ToTable("redirects").OfStore();
        redirect.Property(r => r.From).HasMaxLength(400);
        redirect.Property(r => r.To).HasMaxLength(500);
        redirect.HasIndex(r => new { r.TenantId, r.StoreId, r.From }).IsUnique();
        redirect.HasIndex(r => new { r.TenantId, r.StoreId, r.To });
    }
}
