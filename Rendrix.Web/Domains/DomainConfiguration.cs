using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rendrix.Domains;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Domains;

internal sealed class DomainConfiguration : IEntityTypeConfiguration<DomainClaim>
{
    public void Configure(EntityTypeBuilder<DomainClaim> claim)
    {
        claim.ToTable("domain_claims").OfStore();
        claim.Property(c => c.Name).HasMaxLength(253);
        claim.Property(c => c.Token).HasMaxLength(100);
        claim.Property(c => c.Findings).HasJson();
        claim.HasIndex(c => new { c.TenantId, c.Name }).IsUnique();
        claim.HasIndex(c => new { c.TenantId, c.StoreId });
    }
}
