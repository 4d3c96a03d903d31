using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rendrix.Content;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Content.Themes;

internal sealed class ThemeConfiguration : IEntityTypeConfiguration<StoreTheme>, IEntityTypeConfiguration<ThemeVersion>
{
    public void Configure(EntityTypeBuilder<StoreTheme> theme)
    {
        theme.ToTable("store_themes").OfStore();
        theme.Property(t => t.Draft).HasColumnType("jsonb");
        theme.Property(t => t.DraftRevision).IsConcurrencyToken();
        theme.HasIndex(t => new { t.TenantId, t.StoreId }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ThemeVersion> version)
    {
        version.ToTable("theme_versions").OfStore();
        version.Property(v => v.Tokens).HasColumnType("jsonb");
        version.HasIndex(v => new { v.TenantId, v.StoreId, v.Number }).IsUnique();
    }
}
