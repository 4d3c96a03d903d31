using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Identity.Passkeys;

/// <summary>
/// What the framework's passkey handler asks of a store: to find people and their keys. It changes nobody but for the keys; the rest of the framework's
/// user manager is not used here (docs/decisions/0022-sessions.md).
/// </summary>
internal sealed class PasskeyStore(TenantTransactions transactions, TimeProvider clock) : IUserPasskeyStore<User>
{
    public async Task AddOrUpdatePasskeyAsync(User user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        await using var db = await transactions.BeginGlobalAsync(cancellationToken);
        var row = await db.Passkeys.FirstOrDefaultAsync(p => p.CredentialId == passkey.CredentialId && p.UserId == user.Id, cancellationToken);
        if (row is null) db.Passkeys.Add(New(user.Id, passkey));
        else (row.SignCount, row.IsBackedUp, row.IsUserVerified, row.UsedAt) = (passkey.SignCount, passkey.IsBackedUp, passkey.IsUserVerified, clock.GetUtcNow());
        await db.CommitAsync(cancellationToken);
    }

    public Passkey New(Guid userId, UserPasskeyInfo info) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()), UserId = userId, CredentialId = info.CredentialId, PublicKey = info.PublicKey, Name = info.Name ?? "Passkey", CreatedAt = info.CreatedAt, SignCount = info.SignCount,
        Transports = [.. info.Transports ?? []], IsUserVerified = info.IsUserVerified, IsBackupEligible = info.IsBackupEligible, IsBackedUp = info.IsBackedUp, AttestationObject = info.AttestationObject, ClientDataJson = info.ClientDataJson,
    };

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(User user, CancellationToken cancellationToken)
    {
        await using var db = await transactions.BeginGlobalAsync(cancellationToken);
        return [.. (await db.Passkeys.AsNoTracking().Where(p => p.UserId == user.Id).ToListAsync(cancellationToken)).Select(Info)];
    }

    public async Task<User?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        await using var db = await transactions.BeginGlobalAsync(cancellationToken);
        return await (from key in db.Passkeys where key.CredentialId == credentialId join user in db.Users on key.UserId equals user.Id select user).AsNoTracking().FirstOrDefaultAsync(cancellationToken);
    }

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(User user, byte[] credentialId, CancellationToken cancellationToken)
    {
        await using var db = await transactions.BeginGlobalAsync(cancellationToken);
        return await db.Passkeys.AsNoTracking().FirstOrDefaultAsync(p => p.UserId == user.Id && p.CredentialId == credentialId, cancellationToken) is { } row ? Info(row) : null;
    }

    public async Task RemovePasskeyAsync(User user, byte[] credentialId, CancellationToken cancellationToken)
    {
        await using var db = await transactions.BeginGlobalAsync(cancellationToken);
        await db.Passkeys.Where(p => p.UserId == user.Id && p.CredentialId == credentialId).ExecuteDeleteAsync(cancellationToken);
        await db.CommitAsync(cancellationToken);
    }

    public async Task<User?> FindByIdAsync(string userId, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(userId, out var id)) return null;
        await using var db = await transactions.BeginGlobalAsync(cancellationToken);
        return await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == id, cancellationToken);
    }

    public async Task<User?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken)
    {
        await using var db = await transactions.BeginGlobalAsync(cancellationToken);
        return await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.NormalizedUserName == normalizedUserName, cancellationToken);
    }

    public Task<string> GetUserIdAsync(User user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(User user, CancellationToken cancellationToken) => Task.FromResult(user.UserName);

    public Task<string?> GetNormalizedUserNameAsync(User user, CancellationToken cancellationToken) => Task.FromResult(user.NormalizedUserName);

    public Task SetUserNameAsync(User user, string? userName, CancellationToken cancellationToken) => throw PeopleAreChangedByVerbs();

    public Task SetNormalizedUserNameAsync(User user, string? normalizedName, CancellationToken cancellationToken) => throw PeopleAreChangedByVerbs();

    public Task<IdentityResult> CreateAsync(User user, CancellationToken cancellationToken) => throw PeopleAreChangedByVerbs();

    public Task<IdentityResult> UpdateAsync(User user, CancellationToken cancellationToken) => throw PeopleAreChangedByVerbs();

    public Task<IdentityResult> DeleteAsync(User user, CancellationToken cancellationToken) => throw PeopleAreChangedByVerbs();

    public void Dispose() { }

    private static NotSupportedException PeopleAreChangedByVerbs() => new("People are changed by the verbs of Identity, not by the framework's user manager.");

    private static UserPasskeyInfo Info(Passkey p) =>
        new(p.CredentialId, p.PublicKey, p.CreatedAt, (uint)p.SignCount, [.. p.Transports], p.IsUserVerified, p.IsBackupEligible, p.IsBackedUp, p.AttestationObject, p.ClientDataJson) { Name = p.Name };
}
