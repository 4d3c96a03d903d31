using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rendrix.Catalog;
using Rendrix.Media;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Catalog;

internal sealed class CatalogConfiguration :
    IEntityTypeConfiguration<Product>, IEntityTypeConfiguration<Variant>, IEntityTypeConfiguration<ProductImage>, IEntityTypeConfiguration<Category>, IEntityTypeConfiguration<ProductCategory>,
    IEntityTypeConfiguration<MediaFile>
{
    public void Configure(EntityTypeBuilder<Product> product)
    {
        product.ToTable("products").OfStore();
        product.Property(p => p.Name).HasMaxLength(200);
        product.Property(p => p.Slug).HasMaxLength(200);
        product.Property(p => p.Currency).HasMaxLength(3);
        product.Property(p => p.Locale).HasMaxLength(35).HasDefaultValue("");
        product.Property(p => p.Options).HasJson();
        product.Ignore(p => p.Rating);
        product.Property(p => p.Ratings).HasDefaultValueSql("'{0,0,0,0,0}'::integer[]");
        product.Property(p => p.Status).HasMaxLength(20);
        product.Property(p => p.Type).HasMaxLength(20);
        product.HasIndex(p => new { p.TenantId, p.StoreId, p.Slug }).IsUnique();
        product.HasIndex(p => new { p.TenantId, p.StoreId, p.ImportKey }).IsUnique().HasFilter("import_key is not null");
        // One index per order a list can be read in; each ends with the id, so that pages continue by key and never by offset.
        product.HasIndex(p => new { p.TenantId, p.StoreId, p.Status, p.Id });
        product.HasIndex(p => new { p.TenantId, p.StoreId, p.Status, p.PriceMinor, p.Id });
        product.HasIndex(p => new { p.TenantId, p.StoreId, p.Status, p.NameLower, p.Id });
        product.HasIndex(p => new { p.TenantId, p.StoreId, p.UpdatedAt, p.Id });
    }

    public void Configure(EntityTypeBuilder<Variant> variant)
    {
        variant.ToTable("variants", t => t.HasCheckConstraint("ck_variants_price", "price_minor >= 0")).OfStore();
        variant.Property(v => v.Sku).HasMaxLength(100);
        variant.Property(v => v.Currency).HasMaxLength(3);
        variant.HasOne(v => v.Product).WithMany(p => p.Variants).HasForeignKey(v => new { v.TenantId, v.ProductId }).OnDelete(DeleteBehavior.Cascade);
        variant.HasIndex(v => new { v.TenantId, v.ProductId, v.Position });
        variant.HasIndex(v => new { v.TenantId, v.StoreId, v.Sku }).IsUnique().HasFilter("sku is not null");
    }

    public void Configure(EntityTypeBuilder<ProductImage> image)
    {
        image.ToTable("product_images").OfStore();
        image.HasOne<Product>().WithMany(p => p.Images).HasForeignKey(i => new { i.TenantId, i.ProductId }).OnDelete(DeleteBehavior.Cascade);
        image.HasIndex(i => new { i.TenantId, i.ProductId, i.Position });
    }

    public void Configure(EntityTypeBuilder<Category> category)
    {
        category.ToTable("categories").OfStore();
        category.Property(c => c.Name).HasMaxLength(100);
        category.Property(c => c.Slug).HasMaxLength(200);
        category.HasOne<Category>().WithMany().HasForeignKey(c => new { c.TenantId, c.ParentId }).OnDelete(DeleteBehavior.Restrict);
        category.HasIndex(c => new { c.TenantId, c.StoreId, c.Slug }).IsUnique();
        category.HasIndex(c => new { c.TenantId, c.StoreId, c.ParentId, c.Position });
    }

    public void Configure(EntityTypeBuilder<ProductCategory> link)
    {
        link.ToTable("product_categories").OfStore();
        link.HasOne(l => l.Product).WithMany(p => p.Categories).HasForeignKey(l => new { l.TenantId, l.ProductId }).OnDelete(DeleteBehavior.Cascade);
        link.HasOne<Category>().WithMany().HasForeignKey(l => new { l.TenantId, l.CategoryId }).OnDelete(DeleteBehavior.Cascade);
        link.HasIndex(l => new { l.TenantId, l.CategoryId, l.ProductId }).IsUnique();
        link.HasIndex(l => new { l.TenantId, l.ProductId });
    }

    public void Configure(EntityTypeBuilder<MediaFile> file)
    {
        file.ToTable("media_files").OfStore();
        file.Property(f => f.Name).HasMaxLength(255);
        file.Property(f => f.Frames).HasDefaultValue(1).HasSentinel(1);
        file.Property(f => f.FocalX).HasDefaultValue(50).HasSentinel(50);
        file.Property(f => f.FocalY).HasDefaultValue(50).HasSentinel(50);
        file.Property(f => f.Tint).HasMaxLength(6);
        file.Property(f => f.Crop).HasMaxLength(40);
        file.HasIndex(f => new { f.TenantId, f.BlobId }).HasFilter("blob_id is not null");
        file.HasIndex(f => new { f.TenantId, f.StoreId, f.Hash }).IsUnique();
        file.HasIndex(f => new { f.TenantId, f.StoreId, f.CreatedAt });
    }
}
