using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rendrix.Content;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Content.Schedules;

internal sealed class SitePlanConfiguration : IEntityTypeConfiguration<SitePlan>, IEntityTypeConfiguration<SitePlanPage>
{
    public void Configure(EntityTypeBuilder<SitePlan> plan)
    {
        plan.ToTable("site_plans").OfStore();
        plan.Property(p => p.Name).HasMaxLength(100);
        plan.Property(p => p.Theme).HasColumnType("jsonb");
        plan.HasIndex(p => new { p.TenantId, p.StoreId, p.PublishAt });
    }

    public void Configure(EntityTypeBuilder<SitePlanPage> page)
    {
        page.ToTable("site_plan_pages").OfStore();
        page.Property(p => p.Document).HasColumnType("jsonb");
        page.HasOne<SitePlan>().WithMany().HasForeignKey(p => new { p.TenantId, p.PlanId }).OnDelete(DeleteBehavior.Cascade);
        page.HasOne<Page>().WithMany().HasForeignKey(p => new { p.TenantId, p.PageId }).OnDelete(DeleteBehavior.Cascade);
        page.HasIndex(p => new { p.TenantId, p.PlanId, p.PageId }).IsUnique();
        page.HasIndex(p => new { p.TenantId, p.PageId });
    }
}
