using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rendrix.Orders;
using Rendrix.Payments;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Orders;

internal sealed class OrderConfiguration : IEntityTypeConfiguration<Order>, IEntityTypeConfiguration<OrderLine>, IEntityTypeConfiguration<OrderEvent>, IEntityTypeConfiguration<OrderCounter>, IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Order> order)
    {
        order.ToTable("orders").OfStore();
        order.Property(o => o.ShippingAddress).HasJson();
        order.Property(o => o.BillingAddress).HasJson();
        order.Property(o => o.Status).HasMaxLength(20);
        order.Property(o => o.FinancialStatus).HasMaxLength(20);
        order.Property(o => o.FulfilmentStatus).HasMaxLength(20);
        // The guard of "one cart, one order": whoever completes second finds this key taken.
        order.HasIndex(o => new { o.TenantId, o.CartId }).IsUnique();
        order.HasIndex(o => new { o.TenantId, o.StoreId, o.Number }).IsUnique();
        order.HasIndex(o => new { o.TenantId, o.StoreId, o.Status, o.Number });
        order.HasIndex(o => new { o.TenantId, o.StoreId, o.PlacedAt });
    }

    public void Configure(EntityTypeBuilder<OrderLine> line)
    {
        line.ToTable("order_lines").OfStore();
        line.HasOne<Order>().WithMany(o => o.Lines).HasForeignKey(l => new { l.TenantId, l.OrderId }).OnDelete(DeleteBehavior.Cascade);
        line.HasIndex(l => new { l.TenantId, l.OrderId });
        line.HasIndex(l => new { l.TenantId, l.ProductId });
    }

    public void Configure(EntityTypeBuilder<OrderEvent> entry)
    {
        entry.ToTable("order_events").OfStore();
        entry.HasOne<Order>().WithMany(o => o.Events).HasForeignKey(e => new { e.TenantId, e.OrderId }).OnDelete(DeleteBehavior.Cascade);
        entry.HasIndex(e => new { e.TenantId, e.OrderId });
    }

    public void Configure(EntityTypeBuilder<OrderCounter> counter)
    {
        counter.ToTable("order_counters").OfStore();
        counter.HasIndex(c => new { c.TenantId, c.StoreId }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Payment> payment)
    {
        payment.ToTable("payments").OfStore();
        payment.HasOne<Order>().WithMany(o => o.Payments).HasForeignKey(p => new { p.TenantId, p.OrderId }).OnDelete(DeleteBehavior.Cascade);
        payment.HasIndex(p => new { p.TenantId, p.OrderId });
        payment.HasIndex(p => new { p.TenantId, p.Gateway, p.Reference }).IsUnique();
    }
}
