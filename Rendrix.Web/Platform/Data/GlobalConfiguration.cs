using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rendrix.Stores;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Http;
using Rendrix.Web.Platform.Mail;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Platform.Data;

/// <summary>Tables that belong to no tenant, and the two that carry the platform's own bookkeeping per tenant.</summary>
internal sealed class GlobalConfiguration :
    IEntityTypeConfiguration<User>, IEntityTypeConfiguration<Organization>, IEntityTypeConfiguration<Membership>, IEntityTypeConfiguration<StoreDomain>, IEntityTypeConfiguration<RefreshToken>,
    IEntityTypeConfiguration<DevMail>, IEntityTypeConfiguration<DataProtectionKey>, IEntityTypeConfiguration<OutboxMessage>, IEntityTypeConfiguration<IdempotencyKey>
{
    public void Configure(EntityTypeBuilder<User> user)
    {
        user.ToTable("users");
        user.Property(u => u.FirstName).HasMaxLength(100);
        user.Property(u => u.LastName).HasMaxLength(100);
        user.HasIndex(u => u.NormalizedEmail).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Organization> organization)
    {
        organization.ToTable("organizations");
        organization.Property(o => o.Id).ValueGeneratedNever();
        organization.Property(o => o.Name).HasMaxLength(255);
        organization.Property(o => o.Slug).HasMaxLength(100);
        organization.Property(o => o.SuspendedReason).HasMaxLength(1000);
        organization.Property(o => o.SuspendedBy).HasMaxLength(255);
        organization.HasIndex(o => o.Slug).IsUnique();
        organization.HasIndex(o => new { o.CreatedAt, o.Id });
    }

    public void Configure(EntityTypeBuilder<Membership> membership)
    {
        membership.ToTable("memberships");
        membership.HasKey(m => new { m.UserId, m.OrganizationId });
        membership.HasOne<User>().WithMany().HasForeignKey(m => m.UserId).OnDelete(DeleteBehavior.Cascade);
        membership.HasOne<Organization>().WithMany().HasForeignKey(m => m.OrganizationId).OnDelete(DeleteBehavior.Cascade);
        membership.HasIndex(m => m.OrganizationId);
        membership.Property(m => m.Permissions).HasJson();
        membership.Property(m => m.Stores).HasJson();
    }

    public void Configure(EntityTypeBuilder<StoreDomain> domain)
    {
        domain.ToTable("store_domains");
        domain.HasKey(d => new { d.Kind, d.Name });
        domain.Property(d => d.Name).HasMaxLength(253);
        domain.Property(d => d.Kind).HasMaxLength(20);
        domain.HasIndex(d => new { d.TenantId, d.StoreId });
        // The same folding as Subdomain.Skeleton, done by the database so that no row is without it; a test compares the two.
        domain.Property(d => d.Likeness).HasMaxLength(253).HasComputedColumnSql("translate(replace(replace(replace(name, '-', ''), 'rn', 'm'), 'vv', 'w'), '01i534', 'ollsea')", stored: true);
        domain.HasIndex(d => new { d.Kind, d.Likeness });
        domain.HasIndex(d => d.CertifiedAt).HasFilter("certified_at is not null");
    }

    public void Configure(EntityTypeBuilder<RefreshToken> token)
    {
        token.ToTable("refresh_tokens");
        token.Property(t => t.Id).ValueGeneratedNever();
        token.HasIndex(t => t.Hash).IsUnique();
        token.HasIndex(t => t.FamilyId);
        token.HasIndex(t => t.UserId);
        token.HasOne<User>().WithMany().HasForeignKey(t => t.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<DevMail> mail)
    {
        mail.ToTable("dev_mails");
        mail.Property(m => m.Id).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<DataProtectionKey> key) => key.ToTable("data_protection_keys").HasKey(k => k.Id);

    public void Configure(EntityTypeBuilder<OutboxMessage> message)
    {
        message.ToTable("outbox_messages");
        message.Property(m => m.Payload).HasColumnType("jsonb");
        message.HasIndex(m => new { m.TenantId, m.DueAt }).HasFilter("done_at is null and quarantined_at is null");
        message.HasIndex(m => new { m.TenantId, m.EventId, m.Consumer }).IsUnique();
        // Few rows: what failed and waits for its next try, or was set aside. The platform's health looks here.
        message.HasIndex(m => new { m.TenantId, m.CreatedAt }).HasFilter("done_at is null and last_error is not null");
    }

    public void Configure(EntityTypeBuilder<IdempotencyKey> key)
    {
        key.ToTable("idempotency_keys");
        key.HasIndex(k => new { k.TenantId, k.Scope, k.Key }).IsUnique();
        key.HasIndex(k => new { k.TenantId, k.CreatedAt });
    }
}
