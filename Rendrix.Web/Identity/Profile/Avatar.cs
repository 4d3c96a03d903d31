using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rendrix.Web.Identity.Profile;

/// <summary>A person's picture. Global, as people are; small enough to lie in the database.</summary>
public sealed class Avatar
{
    /// <summary>Whose.</summary>
    public Guid UserId { get; set; }
    /// <summary>The picture.</summary>
    public byte[] Content { get; set; } = [];
    /// <summary>What its first bytes say it is.</summary>
    public string ContentType { get; set; } = "";
    /// <summary>When it was set.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>Maps pictures of people.</summary>
internal sealed class AvatarConfiguration : IEntityTypeConfiguration<Avatar>
{
    public void Configure(EntityTypeBuilder<Avatar> avatar)
    {
        avatar.ToTable("avatars");
        avatar.HasKey(a => a.UserId);
        avatar.Property(a => a.UserId).ValueGeneratedNever();
        avatar.Property(a => a.ContentType).HasMaxLength(20);
        avatar.HasOne<User>().WithMany().HasForeignKey(a => a.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
