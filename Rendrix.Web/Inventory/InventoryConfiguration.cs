using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rendrix.Catalog;
using Rendrix.Carts;
using Rendrix.Inventory;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Inventory;

internal sealed class InventoryConfiguration :
    IEntityTypeConfiguration<Location>, IEntityTypeConfiguration<StockLevel>, IEntityTypeConfiguration<StockMovement>, IEntityTypeConfiguration<StockReservation>,
    IEntityTypeConfiguration<StockTransfer>, IEntityTypeConfiguration<StockTransferLine>
{
    public void Configure(EntityTypeBuilder<Location> location)
    {
        location.ToTable("locations").OfStore();
        location.Property(l => l.Name).HasMaxLength(100);
        location.Property(l => l.NameLower).HasMaxLength(100);
        location.Property(l => l.Address).HasMaxLength(300);
        location.HasIndex(l => new { l.TenantId, l.StoreId, l.NameLower }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<StockLevel> level)
    {
        level.ToTable("stock_levels", t => t.HasCheckConstraint("ck_stock_levels_not_negative", "committed >= 0 and incoming >= 0")).OfStore();
        level.HasOne<Variant>().WithMany().HasForeignKey(l => new { l.TenantId, l.VariantId }).OnDelete(DeleteBehavior.Cascade);
        level.HasOne<Location>().WithMany().HasForeignKey(l => new { l.TenantId, l.LocationId }).OnDelete(DeleteBehavior.Cascade);
        level.HasIndex(l => new { l.TenantId, l.VariantId, l.LocationId }).IsUnique();
        level.HasIndex(l => new { l.TenantId, l.LocationId });
    }

    public void Configure(EntityTypeBuilder<StockMovement> movement)
    {
        movement.ToTable("stock_movements").OfStore();
        movement.HasOne<Variant>().WithMany().HasForeignKey(m => new { m.TenantId, m.VariantId }).OnDelete(DeleteBehavior.Cascade);
        movement.HasOne<Location>().WithMany().HasForeignKey(m => new { m.TenantId, m.LocationId }).OnDelete(DeleteBehavior.Cascade);
        movement.Property(m => m.Reason).HasMaxLength(20);
        movement.Property(m => m.Note).HasMaxLength(200).HasDefaultValue("");
        movement.HasIndex(m => new { m.TenantId, m.VariantId, m.At });
        movement.HasIndex(m => new { m.TenantId, m.StoreId, m.Id });
        movement.HasIndex(m => new { m.TenantId, m.LocationId });
        // A line takes its stock once and gives it back once, whatever runs twice.
        movement.HasIndex(m => new { m.TenantId, m.OrderLineId, m.Reason, m.LocationId }).IsUnique().HasFilter("order_line_id is not null");
    }

    public void Configure(EntityTypeBuilder<StockReservation> reservation)
    {
        reservation.ToTable("stock_reservations", t => t.HasCheckConstraint("ck_stock_reservations_quantity", "quantity > 0")).OfStore();
        reservation.HasOne<Variant>().WithMany().HasForeignKey(r => new { r.TenantId, r.VariantId }).OnDelete(DeleteBehavior.Cascade);
        reservation.HasOne<Cart>().WithMany().HasForeignKey(r => new { r.TenantId, r.CartId }).OnDelete(DeleteBehavior.Cascade);
        reservation.HasIndex(r => new { r.TenantId, r.CartId, r.VariantId }).IsUnique();
        reservation.HasIndex(r => new { r.TenantId, r.VariantId });
    }

    public void Configure(EntityTypeBuilder<StockTransfer> transfer)
    {
        transfer.ToTable("stock_transfers").OfStore();
        transfer.Property(t => t.Status).HasMaxLength(20);
        transfer.Property(t => t.Note).HasMaxLength(200);
        transfer.HasOne<Location>().WithMany().HasForeignKey(t => new { t.TenantId, t.FromId }).OnDelete(DeleteBehavior.Restrict);
        transfer.HasOne<Location>().WithMany().HasForeignKey(t => new { t.TenantId, t.ToId }).OnDelete(DeleteBehavior.Restrict);
        transfer.HasIndex(t => new { t.TenantId, t.StoreId, t.Number }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<StockTransferLine> line)
    {
        line.ToTable("stock_transfer_lines", t => t.HasCheckConstraint("ck_stock_transfer_lines_received", "quantity > 0 and received between 0 and quantity")).OfStore();
        line.HasOne<StockTransfer>().WithMany(t => t.Lines).HasForeignKey(l => new { l.TenantId, l.TransferId }).OnDelete(DeleteBehavior.Cascade);
        line.HasOne<Variant>().WithMany().HasForeignKey(l => new { l.TenantId, l.VariantId }).OnDelete(DeleteBehavior.Cascade);
        line.HasIndex(l => new { l.TenantId, l.TransferId, l.VariantId }).IsUnique();
    }
}
