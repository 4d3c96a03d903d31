using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rendrix.Plans;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Plans;

internal sealed class PlansConfiguration : IEntityTypeConfiguration<Plan>, IEntityTypeConfiguration<Subscription>, IEntityTypeConfiguration<Invoice>, IEntityTypeConfiguration<BillingAccount>, IEntityTypeConfiguration<UsageDay>, IEntityTypeConfiguration<BillingEvent>, IEntityTypeConfiguration<UsageNotice>
{
    public void Configure(EntityTypeBuilder<Plan> plan)
    {
        plan.ToTable("plans");
        plan.HasKey(p => p.Code);
        plan.Property(p => p.Code).HasMaxLength(40);
        plan.Property(p => p.Name).HasMaxLength(60);
        plan.Property(p => p.Tagline).HasMaxLength(200);
        plan.Property(p => p.Currency).HasMaxLength(3);
        plan.Property(p => p.Features).HasJson();
        plan.Property(p => p.StripeMonthlyPrice).HasMaxLength(100);
        plan.Property(p => p.StripeYearlyPrice).HasMaxLength(100);
    }

    public void Configure(EntityTypeBuilder<Subscription> subscription)
    {
        subscription.ToTable("subscriptions");
        subscription.Property(s => s.PlanCode).HasMaxLength(40);
        subscription.Property(s => s.Provider).HasMaxLength(20);
        subscription.Property(s => s.Currency).HasMaxLength(3);
        subscription.Property(s => s.ProviderId).HasMaxLength(100);
        subscription.Property(s => s.EndReason).HasMaxLength(20);
        subscription.Property(s => s.NextPlanCode).HasMaxLength(40);
        subscription.HasOne<Plan>().WithMany().HasForeignKey(s => s.NextPlanCode).OnDelete(DeleteBehavior.Restrict);
        subscription.HasOne<Plan>().WithMany().HasForeignKey(s => s.PlanCode).OnDelete(DeleteBehavior.Restrict);
        // One subscription of an organization is live at a time, whoever asks for another at the same moment.
        subscription.HasIndex(s => s.TenantId).IsUnique().HasFilter("status <> 'canceled'");
        subscription.HasIndex(s => new { s.TenantId, s.Provider, s.ProviderId }).IsUnique().HasFilter("provider_id is not null");
    }

    public void Configure(EntityTypeBuilder<Invoice> invoice)
    {
        invoice.ToTable("invoices");
        invoice.Property(i => i.Cause).HasMaxLength(160);
        invoice.Property(i => i.Number).HasMaxLength(60);
        invoice.Property(i => i.Provider).HasMaxLength(20);
        invoice.Property(i => i.Currency).HasMaxLength(3);
        invoice.Property(i => i.PaidNote).HasMaxLength(200);
        invoice.Property(i => i.HostedUrl).HasMaxLength(2000);
        invoice.Property(i => i.Lines).HasJson();
        invoice.Property(i => i.BillTo).HasJson();
        invoice.HasIndex(i => new { i.TenantId, i.Cause }).IsUnique();
        invoice.HasIndex(i => new { i.TenantId, i.Number }).IsUnique();
        invoice.HasIndex(i => new { i.TenantId, i.IssuedAt });
    }

    public void Configure(EntityTypeBuilder<BillingAccount> account)
    {
        account.ToTable("billing_accounts");
        account.Property(a => a.Email).HasMaxLength(254);
        account.Property(a => a.Name).HasMaxLength(255);
        account.Property(a => a.Address).HasMaxLength(1000);
        account.Property(a => a.TaxId).HasMaxLength(60);
        account.Property(a => a.Country).HasMaxLength(2);
        account.Property(a => a.Currency).HasMaxLength(3);
        account.Property(a => a.Series).HasMaxLength(16);
        account.Property(a => a.StripeCustomer).HasMaxLength(100);
    }

    public void Configure(EntityTypeBuilder<UsageDay> usage)
    {
        usage.ToTable("usage_days");
        usage.Property(u => u.Metric).HasMaxLength(30);
        usage.HasIndex(u => new { u.TenantId, u.Day, u.Metric, u.ShopId }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<UsageNotice> notice)
    {
        notice.ToTable("usage_notices");
        notice.HasIndex(n => new { n.TenantId, n.Month, n.Resource, n.Percent }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<BillingEvent> happened)
    {
        happened.ToTable("billing_events");
        happened.Property(e => e.Provider).HasMaxLength(20);
        happened.Property(e => e.ProviderId).HasMaxLength(100);
        happened.Property(e => e.Kind).HasMaxLength(100);
        happened.HasIndex(e => new { e.TenantId, e.Provider, e.ProviderId }).IsUnique();
    }
}
