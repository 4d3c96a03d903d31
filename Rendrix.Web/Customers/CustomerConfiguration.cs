using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rendrix.Customers;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Customers;

internal sealed class CustomerConfiguration : IEntityTypeConfiguration<NewsletterSubscriber>
{
    public void Configure(EntityTypeBuilder<NewsletterSubscriber> subscriber)
    {
        subscriber.ToTable("newsletter_subscribers").OfStore();
        subscriber.Property(s => s.Email).HasMaxLength(254);
        subscriber.Ignore(s => s.IsOn);
        subscriber.HasIndex(s => new { s.TenantId, s.StoreId, s.Email }).IsUnique();
    }
}
