using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rendrix.Integrations;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Integrations;

internal sealed class ImportConfiguration : IEntityTypeConfiguration<ImportJob>, IEntityTypeConfiguration<ImportRow>
{
    public void Configure(EntityTypeBuilder<ImportJob> job)
    {
        job.ToTable("import_jobs").OfStore();
        job.Property(j => j.Status).HasMaxLength(20);
        job.HasIndex(j => new { j.TenantId, j.StoreId, j.CreatedAt });
    }

    public void Configure(EntityTypeBuilder<ImportRow> row)
    {
        row.ToTable("import_rows").OfStore();
        row.Property(r => r.Outcome).HasMaxLength(20);
        row.HasOne<ImportJob>().WithMany().HasForeignKey(r => new { r.TenantId, r.JobId }).OnDelete(DeleteBehavior.Cascade);
        row.HasIndex(r => new { r.TenantId, r.JobId, r.Line }).IsUnique();
    }
}
