using Microsoft.EntityFrameworkCore;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Identity.Profile;

/// <summary>Names and picture of a person.</summary>
public sealed class ChangeProfile(TenantTransactions transactions, SessionWatch sessions, TimeProvider clock)
{
    /// <summary>Greatest size of a picture in bytes.</summary>
    public const int MaxAvatar = 512 * 1024;

    /// <summary>The person as they are.</summary>
    public async Task<User> FindAsync(Guid userId, CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        return await db.Users.AsNoTracking().FirstAsync(u => u.Id == userId, ct);
    }

    /// <summary>Changes the names that are given; null leaves one as it is.</summary>
    public async Task<User> RunAsync(Guid userId, string? firstName, string? lastName, CancellationToken ct)
    {
        var errors = new FieldErrors();
        if (firstName is not null) RegisterMerchant.Name(errors, "firstName", firstName, 100, "Enter your first name");
        if (lastName is not null) RegisterMerchant.Name(errors, "lastName", lastName, 100, "Enter your last name");
        errors.ThrowIfAny();
        await using var db = await transactions.BeginGlobalAsync(ct);
        var user = await db.Users.FirstAsync(u => u.Id == userId, ct);
        (user.FirstName, user.LastName) = (firstName?.Trim() ?? user.FirstName, lastName?.Trim() ?? user.LastName);
        await db.CommitAsync(ct);
        sessions.Forget(userId);
        return user;
    }

    /// <summary>Sets the picture; its first bytes must say that it is one browsers draw.</summary>
    public async Task SetAvatarAsync(Guid userId, byte[] content, CancellationToken ct)
    {
        if (content.Length > MaxAvatar) throw new RefusedException(Refusal.Invalid("avatar", "Use a picture of 512 kB or less"));
        var type = TypeOf(content) ?? throw new RefusedException(Refusal.Invalid("avatar", "Use a picture in PNG, JPEG or WebP"));
        await using var db = await transactions.BeginGlobalAsync(ct);
        await db.Database.ExecuteSqlAsync($"insert into avatars (user_id, content, content_type, updated_at) values ({userId}, {content}, {type}, {clock.GetUtcNow()}) on conflict (user_id) do update set content = excluded.content, content_type = excluded.content_type, updated_at = excluded.updated_at", ct);
        await db.CommitAsync(ct);
    }

    /// <summary>Takes the picture away; initials stand there again.</summary>
    public async Task RemoveAvatarAsync(Guid userId, CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        await db.Avatars.Where(a => a.UserId == userId).ExecuteDeleteAsync(ct);
        await db.CommitAsync(ct);
    }

    /// <summary>The picture; null when there is none.</summary>
    public async Task<Avatar?> AvatarAsync(Guid userId, CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        return await db.Avatars.AsNoTracking().FirstOrDefaultAsync(a => a.UserId == userId, ct);
    }

    internal static string? TypeOf(ReadOnlySpan<byte> content) =>
        content.Length > 8 && content[0] == 0x89 && content[1..8].SequenceEqual("PNG\r\n\x1a\n"u8) ? "image/png"
        : content.Length > 3 && content[0] == 0xFF && content[1] == 0xD8 && content[2] == 0xFF ? "image/jpeg"
        : content.Length > 12 && content[..4].SequenceEqual("RIFF"u8) && content[8..12].SequenceEqual("WEBP"u8) ? "image/webp" : null;
}
