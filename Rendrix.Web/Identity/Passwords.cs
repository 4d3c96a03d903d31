using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Rendrix.Web.Identity;

/// <summary>
/// Hashes and checks passwords (PBKDF2 with HMAC-SHA512, 210,000 rounds as OWASP advises), never more at once than there are cores,
/// so that a storm of sign-ins does not starve shoppers.
/// </summary>
public sealed class Passwords : IDisposable
{
    /// <summary>Rounds of the product.</summary>
    public const int Rounds = 210_000;

    private readonly PasswordHasher<User> _hasher;
    private readonly SemaphoreSlim _cores = new(Math.Max(1, Environment.ProcessorCount));
    private readonly Lazy<string> _nobody;

    /// <summary>Begins with a hash that no password matches, made on first use.</summary>
    public Passwords(IOptions<PasswordHasherOptions> options)
    {
        _hasher = new(options);
        _nobody = new(() => _hasher.HashPassword(new User(), Guid.NewGuid().ToString()));
    }

    /// <summary>The hash to store.</summary>
    public async Task<string> HashAsync(User user, string password, CancellationToken ct)
    {
        await _cores.WaitAsync(ct);
        try { return _hasher.HashPassword(user, password); }
        finally { _cores.Release(); }
    }

    /// <summary>Whether the password is the user's. Takes as long when there is no such user, so that time tells nothing.</summary>
    public async Task<bool> IsRightAsync(User? user, string password, CancellationToken ct)
    {
        await _cores.WaitAsync(ct);
        try
        {
            var result = _hasher.VerifyHashedPassword(user ?? new User(), user?.PasswordHash ?? _nobody.Value, password);
            return user?.PasswordHash is not null && result != PasswordVerificationResult.Failed;
        }
        finally { _cores.Release(); }
    }

    /// <inheritdoc/>
    public void Dispose() => _cores.Dispose();
}
