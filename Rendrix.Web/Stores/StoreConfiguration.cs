using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rendrix.Reviews;
using Rendrix.Stores;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Stores;

internal sealed class StoreConfiguration : IEntityTypeConfiguration<Store>, IEntityTypeConfiguration<Menu>, IEntityTypeConfiguration<StoreClone>, IEntityTypeConfiguration<StoreTransfer>, IEntityTypeConfiguration<StoreOpening>
{
    public void Configure(EntityTypeBuilder<Store> store)
    {
        store.ToTable("stores");
        store.Property(s => s.Name).HasMaxLength(100);
        store.Property(s => s.Subdomain).HasMaxLength(63);
        store.Property(s => s.PrimaryDomain).HasMaxLength(253);
        store.Property(s => s.Currency).HasMaxLength(3);
        store.Property(s => s.ReviewWriters).HasMaxLength(20).HasDefaultValue(ReviewWriters.Buyers).HasSentinel(ReviewWriters.Buyers);
        store.Property(s => s.IconUrl).HasMaxLength(100);
        store.Property(s => s.LogoUrl).HasMaxLength(100);
        store.Property(s => s.Synonyms).HasDefaultValueSql("'{}'::text[]");
        store.Property(s => s.HoldReviews).HasDefaultValue(true).HasSentinel(true);
        store.Property(s => s.Theme).HasColumnType("jsonb");
        store.Property(s => s.TemplateRules).HasColumnType("jsonb").HasDefaultValue("[]");
        store.Ignore(s => s.Pause).Ignore(s => s.Standing);
        store.HasOne<Organization>().WithMany().HasForeignKey(s => s.TenantId).OnDelete(DeleteBehavior.Restrict);
        store.HasIndex(s => new { s.TenantId, s.Subdomain }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<StoreClone> clone)
    {
        clone.ToTable("store_clones").OfStore();
        clone.Property(c => c.Name).HasMaxLength(100);
        clone.Property(c => c.Subdomain).HasMaxLength(63);
        clone.Property(c => c.Error).HasMaxLength(500);
        clone.HasIndex(c => new { c.TenantId, c.StoreId, c.CreatedAt });
        clone.HasIndex(c => new { c.TenantId, c.TargetId }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<StoreOpening> opening)
    {
        opening.ToTable("store_openings");
        opening.Property(o => o.Name).HasMaxLength(100);
        opening.Property(o => o.Subdomain).HasMaxLength(63);
        opening.Property(o => o.Industry).HasMaxLength(40);
        opening.Property(o => o.Currency).HasMaxLength(3);
        opening.Property(o => o.Country).HasMaxLength(2);
        opening.Property(o => o.Locale).HasMaxLength(20);
        opening.Property(o => o.Code).HasMaxLength(40);
        opening.Property(o => o.Error).HasMaxLength(500);
        // One row never makes two stores.
        opening.HasIndex(o => new { o.TenantId, o.TargetId }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<StoreTransfer> transfer)
    {
        transfer.ToTable("store_transfers").OfStore();
        transfer.Property(t => t.Email).HasMaxLength(254);
        transfer.Property(t => t.NormalizedEmail).HasMaxLength(254);
        transfer.Property(t => t.SecretHash).HasMaxLength(64);
        transfer.Property(t => t.Error).HasMaxLength(500);
        // One offer of a store waits at a time.
        transfer.HasIndex(t => new { t.TenantId, t.StoreId }).IsUnique().HasFilter("revoked_at is null and finished_at is null and error = ''");
    }

    public void Configure(EntityTypeBuilder<Menu> menu)
    {
        menu.ToTable("menus").OfStore();
        menu.Property(m => m.Links).HasJson();
        menu.HasIndex(m => new { m.TenantId, m.StoreId, m.Handle }).IsUnique();
    }
}
