using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rendrix.Web.Identity.Passkeys;

/// <summary>A public key that a device or password manager holds the private half of. Global.</summary>
public sealed class Passkey
{
    /// <summary>UUIDv7.</summary>
    public Guid Id { get; set; }
    /// <summary>Whose.</summary>
    public Guid UserId { get; set; }
    /// <summary>What the authenticator calls it.</summary>
    public byte[] CredentialId { get; set; } = [];
    /// <summary>The public key in COSE form.</summary>
    public byte[] PublicKey { get; set; } = [];
    /// <summary>What its owner calls it, at most 60 characters.</summary>
    public string Name { get; set; } = "";
    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>When it last signed somebody in.</summary>
    public DateTimeOffset? UsedAt { get; set; }
    /// <summary>The authenticator's counter; one that goes back tells of a copy.</summary>
    public long SignCount { get; set; }
    /// <summary>How a browser may reach it.</summary>
    public List<string> Transports { get; set; } = [];
    /// <summary>Whether a person was verified when it was made.</summary>
    public bool IsUserVerified { get; set; }
    /// <summary>Whether it can be synced to other devices.</summary>
    public bool IsBackupEligible { get; set; }
    /// <summary>Whether it is.</summary>
    public bool IsBackedUp { get; set; }
    /// <summary>What the authenticator said of itself.</summary>
    public byte[] AttestationObject { get; set; } = [];
    /// <summary>What the browser said when it was made.</summary>
    public byte[] ClientDataJson { get; set; } = [];
}

/// <summary>Maps passkeys.</summary>
internal sealed class PasskeyConfiguration : IEntityTypeConfiguration<Passkey>
{
    public void Configure(EntityTypeBuilder<Passkey> passkey)
    {
        passkey.ToTable("passkeys");
        passkey.Property(p => p.Id).ValueGeneratedNever();
        passkey.Property(p => p.Name).HasMaxLength(60);
        passkey.HasIndex(p => p.CredentialId).IsUnique();
        passkey.HasIndex(p => p.UserId);
        passkey.HasOne<User>().WithMany().HasForeignKey(p => p.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
