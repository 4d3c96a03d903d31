using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rendrix.Reviews;
using Rendrix.Stores;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Stores;

internal sealed class StoreConfiguration : IEntityTypeConfiguration<Store>, IEntityTypeConfiguration<Menu>
{
    public void Configure(EntityTypeBuilder<Store> store)
    {
        store.ToTable("stores");
        store.Property(s => s.Name).HasMaxLength(100);
        store.Property(s => s.Subdomain).HasMaxLength(63);
        store.Property(s => s.PrimaryDomain).HasMaxLength(253);
        store.Property(s => s.Currency).HasMaxLength(3);
        store.Property(s => s.ReviewWriters).HasMaxLength(20).HasDefaultValue(ReviewWriters.Buyers).HasSentinel(ReviewWriters.Buyers);
        store.Property(s => s.HoldReviews).HasDefaultValue(true).HasSentinel(true);
        store.Property(s => s.Theme).HasColumnType("jsonb");
        store.Property(s => s.TemplateRules).HasColumnType("jsonb").HasDefaultValue("[]");
        store.HasOne<Organization>().WithMany().HasForeignKey(s => s.TenantId).OnDelete(DeleteBehavior.Restrict);
        store.HasIndex(s => new { s.TenantId, s.Subdomain }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Menu> menu)
    {
        menu.ToTable("menus").OfStore();
        menu.Property(m => m.Links).HasJson();
        menu.HasIndex(m => new { m.TenantId, m.StoreId, m.Handle }).IsUnique();
    }
}
