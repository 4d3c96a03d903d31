using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rendrix.Web.Identity.TwoFactor;

/// <summary>A person's authenticator app: begun, and active once a first code was right. Global.</summary>
public sealed class SecondFactor
{
    /// <summary>Whose; a person has one.</summary>
    public Guid UserId { get; set; }
    /// <summary>The shared secret, sealed with the master key (Platform/Secrets).</summary>
    public string Secret { get; set; } = "";
    /// <summary>When it was begun.</summary>
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>Since when it is asked for; null while the first code is awaited.</summary>
    public DateTimeOffset? ActiveSince { get; set; }
    /// <summary>Time step of the newest code that was used: it and all before it are spent.</summary>
    public long LastStep { get; set; }
}

/// <summary>A code for the day the phone is lost. Its row goes when it is used. Global.</summary>
public sealed class RecoveryCode
{
    /// <summary>Whose.</summary>
    public Guid UserId { get; set; }
    /// <summary>SHA-256 of the person and the code's 80 random bits, lower-case hex.</summary>
    public string Hash { get; set; } = "";
}

/// <summary>Maps the second factor.</summary>
internal sealed class SecondFactorConfiguration : IEntityTypeConfiguration<SecondFactor>, IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<SecondFactor> factor)
    {
        factor.ToTable("second_factors");
        factor.HasKey(f => f.UserId);
        factor.Property(f => f.UserId).ValueGeneratedNever();
        factor.HasOne<User>().WithMany().HasForeignKey(f => f.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<RecoveryCode> code)
    {
        code.ToTable("recovery_codes");
        code.HasKey(c => new { c.UserId, c.Hash });
        code.HasOne<User>().WithMany().HasForeignKey(c => c.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
