using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rendrix.Web.Platform.Data;
using Rendrix.Webhooks;

namespace Rendrix.Web.Webhooks;

internal sealed class WebhookConfiguration : IEntityTypeConfiguration<Webhook>, IEntityTypeConfiguration<WebhookDelivery>, IEntityTypeConfiguration<WebhookAttempt>
{
    public void Configure(EntityTypeBuilder<Webhook> webhook)
    {
        webhook.ToTable("webhooks").OfStore();
        webhook.Property(w => w.Url).HasMaxLength(SaveWebhook.UrlLength);
        webhook.Property(w => w.Note).HasMaxLength(SaveWebhook.NoteLength);
        webhook.Property(w => w.Topics).HasJson();
        webhook.Property(w => w.Off).HasMaxLength(20);
        webhook.HasIndex(w => new { w.TenantId, w.StoreId });
    }

    public void Configure(EntityTypeBuilder<WebhookDelivery> delivery)
    {
        delivery.ToTable("webhook_deliveries").OfStore();
        delivery.HasOne<Webhook>().WithMany().HasForeignKey(d => new { d.TenantId, d.WebhookId }).OnDelete(DeleteBehavior.Cascade);
        delivery.Property(d => d.Topic).HasMaxLength(40);
        delivery.Property(d => d.State).HasMaxLength(20);
        delivery.Property(d => d.LastError).HasMaxLength(200);
        // What makes an event one delivery for a webhook, however often it is told.
        delivery.HasIndex(d => new { d.TenantId, d.WebhookId, d.EventId }).IsUnique();
        delivery.HasIndex(d => new { d.TenantId, d.WebhookId, d.Id });
        delivery.HasIndex(d => new { d.TenantId, d.DueAt }).HasFilter("state = 'pending'");
        delivery.HasIndex(d => new { d.TenantId, d.CreatedAt });
    }

    public void Configure(EntityTypeBuilder<WebhookAttempt> attempt)
    {
        attempt.ToTable("webhook_attempts").OfStore();
        attempt.HasOne<WebhookDelivery>().WithMany().HasForeignKey(a => new { a.TenantId, a.DeliveryId }).OnDelete(DeleteBehavior.Cascade);
        attempt.Property(a => a.Answer).HasMaxLength(WebhookAttempt.AnswerKept);
        attempt.Property(a => a.Error).HasMaxLength(200);
        attempt.HasIndex(a => new { a.TenantId, a.DeliveryId, a.Number }).IsUnique();
    }
}
