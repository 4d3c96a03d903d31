using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rendrix.Web.Identity;

/// <summary>What is known of a sign-in besides its tokens. Global. Whether it lives is said by its family of refresh tokens alone.</summary>
public sealed class Session
{
    /// <summary>The family of refresh tokens.</summary>
    public Guid Id { get; set; }
    /// <summary>Whose.</summary>
    public Guid UserId { get; set; }
    /// <summary>User agent as sent, at most 400 characters.</summary>
    public string Agent { get; set; } = "";
    /// <summary>Network address it was opened from.</summary>
    public string Address { get; set; } = "";
    /// <summary>Town and country as the proxy in front told them; empty where none does.</summary>
    public string Place { get; set; } = "";
    /// <summary>When it was opened.</summary>
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>When it was last used, to within five minutes.</summary>
    public DateTimeOffset SeenAt { get; set; }
    /// <summary>When the person last proved in it who they are.</summary>
    public DateTimeOffset ProvenAt { get; set; }
}

/// <summary>Maps sessions.</summary>
internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> session)
    {
        session.ToTable("sessions");
        session.Property(s => s.Id).ValueGeneratedNever();
        session.Property(s => s.Agent).HasMaxLength(400);
        session.Property(s => s.Address).HasMaxLength(64);
        session.Property(s => s.Place).HasMaxLength(80).HasDefaultValue("");
        session.HasIndex(s => s.UserId);
        session.HasOne<User>().WithMany().HasForeignKey(s => s.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
