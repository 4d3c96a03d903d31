using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rendrix.Privacy;
using Rendrix.Web.Auditing;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Privacy;

/// <summary>Registers what the law asks for: the audit log's readers, export and erasure of people, and the end of what is old.</summary>
public static class PrivacyRoom
{
    /// <summary>Verbs and the job.</summary>
    public static IServiceCollection AddPrivacy(this IServiceCollection services) => services
        .AddScoped<VerifyAudit>().AddScoped<ExportAudit>().AddScoped<ExpireAudit>()
        .AddScoped<ExportCustomer>().AddScoped<EraseCustomer>().AddScoped<ExportUser>().AddScoped<EraseUser>()
        .AddSingleton<RetentionPeriods>().AddScoped<SweepOldData>().AddHostedService<RetentionWorker>();
}

internal sealed class ConsentConfiguration : IEntityTypeConfiguration<ConsentRecord>
{
    public void Configure(EntityTypeBuilder<ConsentRecord> consent)
    {
        consent.ToTable("consent_records").OfStore();
        consent.Property(c => c.Purpose).HasMaxLength(20);
        consent.Property(c => c.Subject).HasMaxLength(254);
        consent.Property(c => c.Words).HasMaxLength(600);
        consent.HasIndex(c => new { c.TenantId, c.StoreId, c.Subject, c.At });
        consent.HasIndex(c => new { c.TenantId, c.At });
    }
}
