using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rendrix.Auditing;

namespace Rendrix.Web.Platform.Auditing;

internal sealed class AuditConfiguration : IEntityTypeConfiguration<AuditEntry>, IEntityTypeConfiguration<AuditDetail>, IEntityTypeConfiguration<AuditLink>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable("audit_entries");
        entry.Property(e => e.Action).HasMaxLength(60);
        entry.Property(e => e.ActorKind).HasMaxLength(20);
        entry.Property(e => e.SubjectKind).HasMaxLength(40);
        entry.Property(e => e.ActorHash).HasMaxLength(64);
        entry.Property(e => e.ChangeHash).HasMaxLength(64);
        entry.HasIndex(e => new { e.TenantId, e.At, e.Id });
        entry.HasIndex(e => new { e.TenantId, e.ActorId, e.At });
        entry.HasIndex(e => new { e.TenantId, e.SubjectId, e.At });
        entry.HasIndex(e => new { e.TenantId, e.Action, e.At });
    }

    public void Configure(EntityTypeBuilder<AuditDetail> detail) => detail.ToTable("audit_details");

    public void Configure(EntityTypeBuilder<AuditLink> link)
    {
        link.ToTable("audit_links");
        link.Property(l => l.PreviousHash).HasMaxLength(64);
        link.Property(l => l.Hash).HasMaxLength(64);
        link.HasIndex(l => new { l.TenantId, l.Sequence }).IsUnique();
    }
}
