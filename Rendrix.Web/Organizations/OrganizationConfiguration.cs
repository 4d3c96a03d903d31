using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rendrix.Identity;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Organizations;

internal sealed class OrganizationConfiguration : IEntityTypeConfiguration<CustomRole>, IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<CustomRole> role)
    {
        role.ToTable("custom_roles");
        role.Property(r => r.Name).HasMaxLength(60);
        role.Property(r => r.NameUpper).HasMaxLength(60);
        role.Property(r => r.Permissions).HasJson();
        role.HasIndex(r => new { r.TenantId, r.NameUpper }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Invitation> invitation)
    {
        invitation.ToTable("invitations");
        invitation.Property(i => i.Email).HasMaxLength(254);
        invitation.Property(i => i.NormalizedEmail).HasMaxLength(254);
        invitation.Property(i => i.SecretHash).HasMaxLength(64);
        invitation.Property(i => i.Permissions).HasJson();
        invitation.Property(i => i.Stores).HasJson();
        // One invitation of an address waits at a time.
        invitation.HasIndex(i => new { i.TenantId, i.NormalizedEmail }).IsUnique().HasFilter("accepted_at is null and revoked_at is null");
    }
}
