using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Demo;

namespace Rendrix.Web.Operator.Admins;

/// <summary>
/// The second login of the demo: somebody who runs the installation. In Development alone, whatever the settings say: its password is public, and it may suspend everybody.
/// </summary>
public sealed class DemoAdmin(IServiceScopeFactory scopes, IHostEnvironment environment, TimeProvider clock)
{
    /// <summary>Its login; the password is the demo merchant's.</summary>
    public const string Email = "platform@rendrix.dev";

    /// <summary>Makes it where there is a demo and no such account yet; answers the login to print, or null.</summary>
    public async Task<string?> RunAsync(DemoAccess? demo, CancellationToken ct)
    {
        if (demo is null || !environment.IsDevelopment()) return null;
        await using var scope = scopes.CreateAsyncScope();
        var transactions = scope.ServiceProvider.GetRequiredService<TenantTransactions>();
        await using (var global = await transactions.BeginGlobalAsync(ct))
            if (await global.Users.AnyAsync(u => u.NormalizedEmail == EmailAddress.Normalize(Email), ct)) return Email;

        var now = clock.GetUtcNow();
        // Everybody who signs in belongs to an organization; theirs has no store.
        var organization = new Organization { Id = Guid.CreateVersion7(now), Name = "Rendrix", Slug = "rendrix-platform", CreatedAt = now.AddDays(-32) };
        var user = new User
        {
            Id = Guid.CreateVersion7(now), Email = Email, NormalizedEmail = EmailAddress.Normalize(Email), UserName = Email, NormalizedUserName = EmailAddress.Normalize(Email), EmailConfirmed = true,
            FirstName = "Sofia", LastName = "Okafor", SecurityStamp = Guid.NewGuid().ToString("N"), CreatedAt = now.AddDays(-32),
        };
        user.PasswordHash = await scope.ServiceProvider.GetRequiredService<Passwords>().HashAsync(user, DemoSeed.Password, ct);
        await using (var db = await transactions.BeginAsync(organization.Id, null, ct))
        {
            db.Organizations.Add(organization);
            db.Users.Add(user);
            db.Memberships.Add(new Membership { UserId = user.Id, OrganizationId = organization.Id, Role = Role.Owner, JoinedAt = now.AddDays(-32) });
            await db.CommitAsync(ct);
        }
        await scope.ServiceProvider.GetRequiredService<GrantAdmin>().RunAsync(PlatformPerson.CommandLine, Email, ct);
        return Email;
    }
}
