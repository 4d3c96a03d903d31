using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rendrix.Auditing;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Identity.Passkeys;

/// <summary>
/// Makes passkeys and signs in with them. The framework checks what browsers send (challenge, origin, signature, counter); its challenge travels in an encrypted
/// cookie of five minutes, works for one purpose, and once.
/// </summary>
public sealed class UsePasskeys(IPasskeyHandler<User> handler, TenantTransactions transactions, FreshProof proof, SignIn signIn, RateWindows windows, IDataProtectionProvider protection, ILogger<UsePasskeys> log)
{
    /// <summary>How many a person may have.</summary>
    public const int Most = 20;

    private const string Cookie = "rdx_passkey";
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(5);
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("rendrix.passkey.v1").ToTimeLimitedDataProtector();

    /// <summary>A person's passkeys, oldest first.</summary>
    public async Task<IReadOnlyList<Passkey>> ListAsync(Guid userId, CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        return await db.Passkeys.AsNoTracking().Where(p => p.UserId == userId).OrderBy(p => p.CreatedAt).ToListAsync(ct);
    }

    /// <summary>What the browser needs to make one. Asks for a fresh proof.</summary>
    public async Task<string> BeginAddingAsync(HttpContext http, Caller caller)
    {
        await proof.DemandAsync(caller.SessionId, http.RequestAborted);
        var email = "";
        await using (var db = await transactions.BeginGlobalAsync(http.RequestAborted))
        {
            email = await db.Users.Where(u => u.Id == caller.UserId).Select(u => u.Email!).FirstAsync(http.RequestAborted);
            if (await db.Passkeys.CountAsync(p => p.UserId == caller.UserId, http.RequestAborted) >= Most) throw new RefusedException(Refusal.Invalid("name", "Twenty passkeys are the most. Remove one first"));
        }
        var made = await handler.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = caller.UserId.ToString(), Name = email, DisplayName = caller.Name.Length == 0 ? email : caller.Name }, http);
        Keep(http, "add:" + caller.SessionId, made.AttestationState);
        return made.CreationOptionsJson;
    }

    /// <summary>Keeps what the browser made.</summary>
    public async Task AddAsync(HttpContext http, Caller caller, string? name, string credential)
    {
        await proof.DemandAsync(caller.SessionId, http.RequestAborted);
        var result = await handler.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = http, CredentialJson = credential, AttestationState = Take(http, "add:" + caller.SessionId) });
        if (!result.Succeeded || result.UserEntity.Id != caller.UserId.ToString())
        {
            log.LogInformation("A passkey was not added: {Reason}", result.Failure?.Message);
            throw new RefusedException(NotAccepted);
        }
        result.Passkey.Name = CleanName(name, http);
        Guid home;
        await using (var global = await transactions.BeginGlobalAsync(http.RequestAborted)) home = await global.HomeOfAsync(caller.UserId, http.RequestAborted);
        await using var db = await transactions.BeginAsync(home, null, http.RequestAborted);
        db.Passkeys.Add(http.RequestServices.GetRequiredService<PasskeyStore>().New(caller.UserId, result.Passkey));
        Audit.Record(db, AuditActions.PasskeyAdd, new("passkey", null, result.Passkey.Name));
        db.Publish(new PasskeyAdded(caller.UserId, result.Passkey.Name));
        try { await db.CommitAsync(http.RequestAborted); }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }) { throw new RefusedException(NotAccepted); }
    }

    /// <summary>Gives one another name; another person's answers 404.</summary>
    public async Task RenameAsync(Guid userId, Guid id, string? name, HttpContext http)
    {
        await using var db = await transactions.BeginGlobalAsync(http.RequestAborted);
        var clean = CleanName(name, http);
        if (await db.Passkeys.Where(p => p.UserId == userId && p.Id == id).ExecuteUpdateAsync(p => p.SetProperty(x => x.Name, clean), http.RequestAborted) == 0) throw new RefusedException(Refusal.NotFound("passkey"));
        await db.CommitAsync(http.RequestAborted);
    }

    /// <summary>Takes one away. Asks for a fresh proof.</summary>
    public async Task RemoveAsync(Caller caller, Guid id, CancellationToken ct)
    {
        await proof.DemandAsync(caller.SessionId, ct);
        Guid home;
        await using (var global = await transactions.BeginGlobalAsync(ct)) home = await global.HomeOfAsync(caller.UserId, ct);
        await using var db = await transactions.BeginAsync(home, null, ct);
        var name = await db.Passkeys.Where(p => p.UserId == caller.UserId && p.Id == id).Select(p => p.Name).FirstOrDefaultAsync(ct);
        if (await db.Passkeys.Where(p => p.UserId == caller.UserId && p.Id == id).ExecuteDeleteAsync(ct) == 0) throw new RefusedException(Refusal.NotFound("passkey"));
        Audit.Record(db, AuditActions.PasskeyRemove, new("passkey", id, name));
        await db.CommitAsync(ct);
    }

    /// <summary>What the browser needs to offer the passkeys it has for this place. Names nobody's keys, so it tells nothing about accounts.</summary>
    public async Task<string> BeginUsingAsync(HttpContext http)
    {
        SignIn.Demand(windows.Take($"passkey-from:{http.Connection.RemoteIpAddress}", 300, TimeSpan.FromMinutes(15)));
        var made = await handler.MakeRequestOptionsAsync(null, http);
        Keep(http, "use", made.AssertionState);
        return made.RequestOptionsJson;
    }

    /// <summary>Opens a session for whoever holds the passkey; the device has asked for their finger, face or PIN, so no further factor is asked for.</summary>
    public async Task<SignedIn> SignInAsync(HttpContext http, string credential) =>
        await signIn.OpenForAsync(await ProveAsync(http, credential), Sessions.BrowserLifetime, Device.Of(http), http.RequestAborted);

    /// <summary>Renews the proof of a session with a passkey of the same person.</summary>
    public async Task ConfirmAsync(HttpContext http, Caller caller, string credential)
    {
        try { if (await ProveAsync(http, credential) != caller.UserId) throw new RefusedException(NotAccepted); }
        catch (RefusedException refused) when (refused.Refusal == NotAccepted)
        {
            await proof.TellPasskeyFailedAsync(caller.UserId, http.RequestAborted);
            throw;
        }
        await proof.RenewAsync(caller.SessionId, http.RequestAborted);
    }

    private async Task<Guid> ProveAsync(HttpContext http, string credential)
    {
        var result = await handler.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = http, CredentialJson = credential, AssertionState = Take(http, "use") });
        if (!result.Succeeded)
        {
            log.LogInformation("A passkey was not accepted: {Reason}", result.Failure.Message);
            throw new RefusedException(NotAccepted);
        }
        await http.RequestServices.GetRequiredService<PasskeyStore>().AddOrUpdatePasskeyAsync(result.User, result.Passkey, http.RequestAborted);
        return result.User.Id;
    }

    internal static Refusal NotAccepted { get; } = new("UNAUTHORIZED", "This passkey was not accepted. Try again, or sign in another way.", StatusCodes.Status401Unauthorized);

    private void Keep(HttpContext http, string purpose, string? state) =>
        http.Response.Cookies.Append(HostPrefixedCookies.Name(http, Cookie), _protector.Protect($"{purpose}|{state}", Lasts), Options(http, Lasts));

    private string? Take(HttpContext http, string purpose)
    {
        if (!http.Request.Cookies.TryGetValue(HostPrefixedCookies.Name(http, Cookie), out var value)) throw new RefusedException(NotAccepted);
        http.Response.Cookies.Delete(HostPrefixedCookies.Name(http, Cookie), Options(http, null));
        // Somebody who copied cookie and answer of a sign-in must not be able to send both once more.
        if (!windows.Take("passkey-used:" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(value))), 1, Lasts).Allowed) throw new RefusedException(NotAccepted);
        try
        {
            var parts = _protector.Unprotect(value).Split('|', 2);
            return parts[0] == purpose ? parts[1] : throw new RefusedException(NotAccepted);
        }
        catch (CryptographicException) { throw new RefusedException(NotAccepted); }
    }

    private static string CleanName(string? name, HttpContext http)
    {
        var clean = new string([.. (name ?? "").Trim().Where(c => !char.IsControl(c)).Take(60)]);
        return clean.Length > 0 ? clean : DeviceName.Of(http.Request.Headers.UserAgent.ToString());
    }

    private static CookieOptions Options(HttpContext http, TimeSpan? lifetime) =>
        new() { HttpOnly = true, Secure = http.Request.IsHttps, SameSite = SameSiteMode.Strict, Path = "/", MaxAge = lifetime, IsEssential = true };
}
