using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Identity.Providers;

/// <summary>
/// What comes of a provider's answer. An address says nothing by itself: an account is entered through a provider only after its owner has signed in to it and made
/// the link, so neither a provider that is careless about addresses nor an account somebody opened with another's address lets anybody in.
/// </summary>
public sealed class UseProviders(TenantTransactions transactions, BrowserSignIn enter, SignIn signIn, RegisterMerchant register, FreshProof proof)
{
    /// <summary>The page after the provider's answer; says where to go.</summary>
    public async Task<string> ArriveAsync(HttpContext http)
    {
        if (await ExternalSession.ReadAsync(http) is not { } external) return "/login";
        var ct = http.RequestAborted;
        Guid? owner, namesake;
        await using (var db = await transactions.BeginGlobalAsync(ct))
        {
            owner = await db.UserLogins.Where(l => l.LoginProvider == external.Provider && l.ProviderKey == external.Person.Subject).Select(l => (Guid?)l.UserId).FirstOrDefaultAsync(ct);
            var normalized = EmailAddress.Normalize(external.Person.Email);
            namesake = external.Person.Verified && normalized.Length > 0 ? await db.Users.Where(u => u.NormalizedEmail == normalized).Select(u => (Guid?)u.Id).FirstOrDefaultAsync(ct) : null;
        }
        if (external.LinkFor is not null) return await LinkHereAsync(http, external, owner);
        if (owner is { } known)
        {
            await ExternalSession.EndAsync(http);
            return await enter.ContinueAsync(http, known, external.ReturnUrl);
        }
        if (namesake is not null) return $"/login?link={external.Provider}";
        if (external.Person.Verified && EmailAddress.Problem(external.Person.Email) is null) return "/login/external/new";
        await ExternalSession.EndAsync(http);
        return $"/login?unverified={external.Provider}";
    }

    /// <summary>Links the provider's account, held in the browser's cookie, to the signed-in person. Asks for a fresh proof. False when it is another person's.</summary>
    public async Task<bool> LinkAsync(HttpContext http, Caller caller)
    {
        await proof.DemandAsync(caller.SessionId, http.RequestAborted);
        if (await ExternalSession.ReadAsync(http) is not { } external) return false;
        await ExternalSession.EndAsync(http);
        await using var db = await transactions.BeginGlobalAsync(http.RequestAborted);
        var there = await db.UserLogins.AsNoTracking().FirstOrDefaultAsync(l => l.LoginProvider == external.Provider && l.ProviderKey == external.Person.Subject, http.RequestAborted);
        if (there is not null) return there.UserId == caller.UserId;
        db.UserLogins.Add(LoginOf(external, caller.UserId));
        try { await db.CommitAsync(http.RequestAborted); }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }) { return false; }
        return true;
    }

    /// <summary>Opens an account for whom a provider vouches with a verified address. Refuses with field errors; answers where to go.</summary>
    public async Task<string> RegisterAsync(HttpContext http, string? firstName, string? lastName, string? organizationName)
    {
        if (await ExternalSession.ReadAsync(http) is not { Person: { Verified: true, Email: { } email } } external) return "/login";
        var registered = await register.WithProviderAsync(new Registration(email, "", firstName ?? "", lastName ?? "", organizationName ?? ""), id => LoginOf(external, id), http.RequestAborted);
        if (registered is null) return $"/login?link={external.Provider}";
        await ExternalSession.EndAsync(http);
        return await enter.EnterAsync(http, await signIn.OpenForAsync(registered.User.Id, Sessions.BrowserLifetime, Device.Of(http), http.RequestAborted), "/new-store");
    }

    /// <summary>Removes a link, unless it is the only way in. Asks for a fresh proof.</summary>
    public async Task<bool> UnlinkAsync(Caller caller, string? provider, CancellationToken ct)
    {
        await proof.DemandAsync(caller.SessionId, ct);
        await using var db = await transactions.BeginGlobalAsync(ct);
        // Two removals at once must not leave nothing.
        await db.Database.ExecuteSqlAsync($"select 1 from users where id = {caller.UserId} for update", ct);
        var others = await db.Users.AnyAsync(u => u.Id == caller.UserId && u.PasswordHash != null, ct) || await db.Passkeys.AnyAsync(p => p.UserId == caller.UserId, ct)
            || await db.UserLogins.AnyAsync(l => l.UserId == caller.UserId && l.LoginProvider != provider, ct);
        if (!others) return false;
        await db.UserLogins.Where(l => l.UserId == caller.UserId && l.LoginProvider == provider).ExecuteDeleteAsync(ct);
        await db.CommitAsync(ct);
        return true;
    }

    // Began on the security page: only in the very session that began it, or a stranger's provider account could be slipped under somebody's sign-in.
    private async Task<string> LinkHereAsync(HttpContext http, ExternalSession external, Guid? owner)
    {
        if (Caller.Of(http.User) is not { } caller || external.LinkFor != caller.SessionId.ToString())
        {
            await ExternalSession.EndAsync(http);
            return "/login";
        }
        if (owner is { } other && other != caller.UserId)
        {
            await ExternalSession.EndAsync(http);
            return "/account/security?problem=taken";
        }
        try { return await LinkAsync(http, caller) ? "/account/security?done=linked" : "/account/security?problem=taken"; }
        catch (RefusedException refused) when (ReferenceEquals(refused.Refusal, FreshProof.Needed)) { return FreshProof.Page + "?returnUrl=/login/external/link"; }
    }

    private static IdentityUserLogin<Guid> LoginOf(ExternalSession external, Guid userId) =>
        new() { LoginProvider = external.Provider, ProviderKey = external.Person.Subject, ProviderDisplayName = external.Person.Email ?? external.Person.FirstName, UserId = userId };
}
