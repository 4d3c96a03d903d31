using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rendrix.Operator;
using Rendrix.Web.Identity;

namespace Rendrix.Web.Operator;

/// <summary>Maps what belongs to the installation and to no tenant. What each role may do with it stands in <see cref="OperatorWalls"/>.</summary>
internal sealed class OperatorConfiguration : IEntityTypeConfiguration<PlatformAdmin>, IEntityTypeConfiguration<PlatformEntry>, IEntityTypeConfiguration<SupportSession>, IEntityTypeConfiguration<FlagSetting>,
    IEntityTypeConfiguration<Announcement>, IEntityTypeConfiguration<AnnouncementDismissal>, IEntityTypeConfiguration<TemplateOffer>
{
    public void Configure(EntityTypeBuilder<PlatformAdmin> admin)
    {
        admin.ToTable("platform_admins").HasKey(a => a.UserId);
        admin.Property(a => a.UserId).ValueGeneratedNever();
        admin.HasOne<User>().WithOne().HasForeignKey<PlatformAdmin>(a => a.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<PlatformEntry> entry)
    {
        entry.ToTable("platform_log");
        entry.Property(e => e.Id).ValueGeneratedNever();
        entry.Property(e => e.Action).HasMaxLength(60);
        entry.Property(e => e.ActorName).HasMaxLength(255);
        entry.Property(e => e.Address).HasMaxLength(64);
        entry.Property(e => e.Subject).HasMaxLength(300);
        entry.Property(e => e.Reason).HasMaxLength(1000);
        entry.Property(e => e.Detail).HasMaxLength(2000);
        entry.HasIndex(e => e.At);
        entry.HasIndex(e => new { e.OrganizationId, e.At });
    }

    public void Configure(EntityTypeBuilder<SupportSession> session)
    {
        session.ToTable("support_sessions");
        session.Property(s => s.Id).ValueGeneratedNever();
        session.Property(s => s.Reason).HasMaxLength(1000);
        session.HasIndex(s => s.AdminId);
        session.HasIndex(s => new { s.OrganizationId, s.StartedAt });
        session.HasOne<User>().WithMany().HasForeignKey(s => s.AdminId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<FlagSetting> setting)
    {
        setting.ToTable("flag_settings");
        setting.Property(s => s.Id).ValueGeneratedNever();
        setting.Property(s => s.Flag).HasMaxLength(60);
        setting.HasIndex(s => new { s.Flag, s.OrganizationId }).IsUnique().AreNullsDistinct(false);
    }

    public void Configure(EntityTypeBuilder<Announcement> announcement)
    {
        announcement.ToTable("announcements");
        announcement.Property(a => a.Id).ValueGeneratedNever();
        announcement.Property(a => a.Title).HasMaxLength(120);
        announcement.Property(a => a.Text).HasMaxLength(1000);
        announcement.Property(a => a.Level).HasMaxLength(20);
        announcement.Property(a => a.Plan).HasMaxLength(60);
    }

    public void Configure(EntityTypeBuilder<AnnouncementDismissal> dismissal)
    {
        dismissal.ToTable("announcement_dismissals").HasKey(d => new { d.UserId, d.AnnouncementId });
        dismissal.HasOne<User>().WithMany().HasForeignKey(d => d.UserId).OnDelete(DeleteBehavior.Cascade);
        dismissal.HasOne<Announcement>().WithMany().HasForeignKey(d => d.AnnouncementId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<TemplateOffer> offer)
    {
        offer.ToTable("template_offers").HasKey(o => o.Code);
        offer.Property(o => o.Code).HasMaxLength(60);
    }
}
