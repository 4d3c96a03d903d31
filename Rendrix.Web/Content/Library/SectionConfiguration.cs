using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rendrix.Content;
using Rendrix.Web.Identity;

namespace Rendrix.Web.Content.Library;

internal sealed class SectionConfiguration : IEntityTypeConfiguration<SavedSection>
{
    public void Configure(EntityTypeBuilder<SavedSection> section)
    {
        section.ToTable("saved_sections");
        section.Property(s => s.Name).HasMaxLength(SavedSection.MaxName);
        section.Property(s => s.Blocks).HasColumnType("jsonb");
        section.HasOne<Organization>().WithMany().HasForeignKey(s => s.TenantId).OnDelete(DeleteBehavior.Cascade);
        section.HasIndex(s => new { s.TenantId, s.Name }).IsUnique();
    }
}
