using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rendrix.Identity;
using Rendrix.Stores;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.ApiKeys;

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> key)
    {
        key.ToTable("api_keys");
        key.Property(k => k.Name).HasMaxLength(60);
        key.Property(k => k.SecretHash).HasMaxLength(64);
        key.Property(k => k.Hint).HasMaxLength(4);
        key.Property(k => k.Permissions).HasJson();
        key.HasOne<Store>().WithMany().HasForeignKey(k => new { k.TenantId, k.StoreId }).OnDelete(DeleteBehavior.Cascade);
    }
}
