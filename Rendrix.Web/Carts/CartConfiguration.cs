using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rendrix.Carts;
using Rendrix.Checkout;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Carts;

internal sealed class CartConfiguration : IEntityTypeConfiguration<Cart>, IEntityTypeConfiguration<CartLine>, IEntityTypeConfiguration<CheckoutSession>
{
    public void Configure(EntityTypeBuilder<Cart> cart)
    {
        cart.ToTable("carts").OfStore();
        cart.HasIndex(c => new { c.TenantId, c.UpdatedAt });
    }

    public void Configure(EntityTypeBuilder<CartLine> line)
    {
        line.ToTable("cart_lines", t => t.HasCheckConstraint("ck_cart_lines_quantity", "quantity between 1 and 99")).OfStore();
        line.HasOne<Cart>().WithMany(c => c.Lines).HasForeignKey(l => new { l.TenantId, l.CartId }).OnDelete(DeleteBehavior.Cascade);
        line.HasOne<Rendrix.Catalog.Variant>().WithMany().HasForeignKey(l => new { l.TenantId, l.VariantId }).OnDelete(DeleteBehavior.Cascade);
        line.HasIndex(l => new { l.TenantId, l.CartId, l.VariantId }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<CheckoutSession> session)
    {
        session.ToTable("checkout_sessions").OfStore();
        session.HasOne<Cart>().WithMany().HasForeignKey(s => new { s.TenantId, s.CartId }).OnDelete(DeleteBehavior.Cascade);
        session.Property(s => s.ShippingAddress).HasJson();
        session.Property(s => s.BillingAddress).HasJson();
        session.HasIndex(s => new { s.TenantId, s.CartId });
    }
}
