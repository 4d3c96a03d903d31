using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rendrix.Auditing;
using Rendrix.Catalog;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Identity;

/// <summary>What a person gives to register.</summary>
public sealed record Registration(string Email, string Password, string FirstName, string LastName, string OrganizationName);

/// <summary>A new person with their organization.</summary>
public sealed record Registered(User User, Organization Organization);

/// <summary>
/// Makes a person, their organization and their ownership of it, and asks for the confirmation mail, all in one transaction.
/// An address that has an account gets a mail instead; whether the caller is told so is the caller's business (docs/decisions/0021-registration-answers.md).
/// </summary>
public sealed class RegisterMerchant(TenantTransactions transactions, Passwords passwords, RateWindows windows, TimeProvider clock)
{
    /// <summary>The new account, or null when the address already has one and its owner was written to.</summary>
    public async Task<Registered?> RunAsync(Registration input, CancellationToken ct)
    {
        Check(input);
        var email = input.Email.Trim();
        // Hashed before anybody looks whether the address is new: both answers cost the same.
        var hash = await passwords.HashAsync(new User(), input.Password, ct);
        for (var attempt = 0; ; attempt++)
            try
            {
                if (await IsTakenAsync(email, ct)) { await TellOwnerAsync(email, ct); return null; }
                return await CreateAsync(input, email, hash, null, ct);
            }
            catch (DbUpdateException exception) when (attempt < 3 && exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }) { /* somebody took the address or the slug at the same moment; the next round sees which */ }
    }

    /// <summary>A new account without a password, for whom a provider vouches that the address is theirs; null when the address or the provider's account has one already.</summary>
    public async Task<Registered?> WithProviderAsync(Registration input, Func<Guid, IdentityUserLogin<Guid>> login, CancellationToken ct)
    {
        Check(input, withPassword: false);
        var email = input.Email.Trim();
        for (var attempt = 0; ; attempt++)
            try { return await IsTakenAsync(email, ct) ? null : await CreateAsync(input, email, null, login, ct); }
            catch (DbUpdateException exception) when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
            {
                // The address, the slug or the provider's account was taken at the same moment; a round later only the last of these still is.
                if (attempt >= 3) return null;
            }
    }

    /// <summary>Refuses with every field that needs a change.</summary>
    public static void Check(Registration input, bool withPassword = true)
    {
        var errors = new FieldErrors();
        if (EmailAddress.Problem(input.Email?.Trim()) is { } problem) errors.Add("email", problem);
        if (!withPassword) { /* the provider stands in for it */ }
        else if (string.IsNullOrEmpty(input.Password)) errors.Add("password", "Choose a password");
        else foreach (var weak in PasswordRules.Problems(input.Password, input.Email ?? "", input.FirstName, input.LastName, input.OrganizationName)) errors.Add("password", weak);
        Name(errors, "firstName", input.FirstName, 100, "Enter your first name");
        Name(errors, "lastName", input.LastName, 100, "Enter your last name");
        Name(errors, "organizationName", input.OrganizationName, 255, "Enter the name of your business");
        errors.ThrowIfAny();
    }

    private async Task<bool> IsTakenAsync(string email, CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        return await db.Users.AnyAsync(u => u.NormalizedEmail == EmailAddress.Normalize(email), ct);
    }

    private async Task<Registered> CreateAsync(Registration input, string email, string? hash, Func<Guid, IdentityUserLogin<Guid>>? login, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var organization = new Organization { Id = Guid.CreateVersion7(now), Name = input.OrganizationName.Trim(), CreatedAt = now };
        var user = new User
        {
            Id = Guid.CreateVersion7(now), Email = email, NormalizedEmail = EmailAddress.Normalize(email), UserName = email, NormalizedUserName = EmailAddress.Normalize(email),
            FirstName = input.FirstName.Trim(), LastName = input.LastName.Trim(), PasswordHash = hash, SecurityStamp = Guid.NewGuid().ToString("N"), CreatedAt = now,
        };
        await using var db = await transactions.BeginAsync(organization.Id, null, ct);
        organization.Slug = await FreeSlugAsync(db, organization.Name, ct);
        db.Organizations.Add(organization);
        db.Users.Add(user);
        db.Memberships.Add(new Membership { UserId = user.Id, OrganizationId = organization.Id, Role = Role.Owner, JoinedAt = now });
        Audit.Record(db, AuditActions.UserCreate, new("user", user.Id, user.Email), by: new(AuditActorKind.User, user.Id, user.FullName));
        if (login is null) db.Publish(new ConfirmationRequested(user.Id));
        else
        {
            user.EmailConfirmed = true;
            db.UserLogins.Add(login(user.Id));
        }
        await db.CommitAsync(ct);
        return new Registered(user, organization);
    }

    private async Task TellOwnerAsync(string email, CancellationToken ct)
    {
        // Told three times an hour at most: a stranger must not be able to fill the owner's mailbox.
        if (!windows.Take($"register-again:{EmailAddress.Normalize(email)}", 3, TimeSpan.FromHours(1)).Allowed) return;
        await using var db = await transactions.BeginAsync(AnonymousCalls.TenantId, null, ct);
        db.Publish(new RegistrationRepeated(email));
        await db.CommitAsync(ct);
    }

    private static async Task<string> FreeSlugAsync(AppDb db, string name, CancellationToken ct)
    {
        var slug = Slug.From(name);
        if (slug.Length > 90) slug = slug[..90].Trim('-');
        return await db.Organizations.AnyAsync(o => o.Slug == slug, ct) ? $"{slug}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}" : slug;
    }

    internal static void Name(FieldErrors errors, string field, string? value, int longest, string missing)
    {
        if (string.IsNullOrWhiteSpace(value)) errors.Add(field, missing);
        else if (value.Trim().Length > longest) errors.Add(field, $"Use {longest} characters or fewer");
        else if (value.Any(char.IsControl)) errors.Add(field, "Use letters, digits and signs only");
    }
}
