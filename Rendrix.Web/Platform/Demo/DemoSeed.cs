using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Stores;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Stores;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Platform.Demo;

/// <summary>How to get into the demo: the merchant's login and the addresses of their stores.</summary>
public sealed record DemoAccess(string Email, string Password, IReadOnlyList<(string Name, string Identifier)> Stores)
{
    /// <summary>Lines for the console.</summary>
    public IEnumerable<string> Lines(HostNames hosts)
    {
        yield return $"Demo login  {Email} / {Password}";
        foreach (var (_, identifier) in Stores) yield return $"Demo store  {hosts.UrlOf(identifier)}";
    }
}

/// <summary>
/// A merchant with two stores that have been selling for a month, so that whoever starts Rendrix for the first time finds something to look at.
/// On by default in Development, elsewhere only with <c>RENDRIX_DEMO=true</c>, because its password is public; <c>RENDRIX_DEMO=false</c> turns it off.
/// It touches nothing once any organization exists.
/// </summary>
public sealed class DemoSeed(IServiceScopeFactory scopes, IConfiguration configuration, IHostEnvironment environment, TimeProvider clock)
{
    /// <summary>Login of the demo merchant.</summary>
    public const string Email = "demo@rendrix.dev";
    /// <summary>Its password; public.</summary>
    public const string Password = "Rendrix-demo-2026!";

    private const string Slug = "tumblewick-and-reed";

    /// <summary>Makes the demo where there is nothing yet; answers how to get in when there is a demo, else null.</summary>
    public async Task<DemoAccess?> RunAsync(CancellationToken ct)
    {
        if (!IsWanted()) return null;
        await using var scope = scopes.CreateAsyncScope();
        var transactions = scope.ServiceProvider.GetRequiredService<TenantTransactions>();
        await using (var db = await transactions.BeginGlobalAsync(ct))
        {
            var stores = await db.StoreDomains.Where(d => d.Kind == DomainKind.Subdomain && db.Organizations.Any(o => o.Id == d.TenantId && o.Slug == Slug)).OrderByDescending(d => d.Name).Select(d => d.Name).ToListAsync(ct);
            var isOurs = await db.Users.AnyAsync(u => u.NormalizedEmail == EmailAddress.Normalize(Email), ct);
            if (stores.Count > 0) return isOurs ? new DemoAccess(Email, Password, [.. stores.Select(s => (s, s))]) : null;
            if (await db.Organizations.AnyAsync(ct)) return null;
        }

        var (organization, user) = await AddMerchantAsync(scope.ServiceProvider, transactions, ct);
        var create = scope.ServiceProvider.GetRequiredService<CreateStore>();
        var toys = await create.RunAsync(organization, user, new CreateStoreInput("Tumblewick", "tumblewick", "toys", "USD", "US"), ct);
        var decor = await create.RunAsync(organization, user, new CreateStoreInput("Morrow & Reed", "morrow-reed", "decor", "EUR", "DE"), ct);
        await DemoOrders.AddAsync(transactions, toys, DemoOrders.AmericanCustomers, clock.GetUtcNow(), ct);
        await DemoOrders.AddAsync(transactions, decor, DemoOrders.EuropeanCustomers, clock.GetUtcNow(), ct);
        return new DemoAccess(Email, Password, [(toys.Name, toys.Identifier), (decor.Name, decor.Identifier)]);
    }

    private bool IsWanted() => configuration["RENDRIX_DEMO"] is { Length: > 0 } said ? said.Equals("true", StringComparison.OrdinalIgnoreCase) || said == "1" : environment.IsDevelopment();

    private async Task<(Guid Organization, Guid User)> AddMerchantAsync(IServiceProvider services, TenantTransactions transactions, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var organization = new Organization { Id = Guid.CreateVersion7(now), Name = "Tumblewick & Reed", Slug = Slug, CreatedAt = now.AddDays(-31) };
        var user = new User
        {
            Id = Guid.CreateVersion7(now), Email = Email, NormalizedEmail = EmailAddress.Normalize(Email), UserName = Email, NormalizedUserName = EmailAddress.Normalize(Email), EmailConfirmed = true,
            FirstName = "Robin", LastName = "Reed", SecurityStamp = Guid.NewGuid().ToString("N"), CreatedAt = now.AddDays(-31),
        };
        user.PasswordHash = await services.GetRequiredService<Passwords>().HashAsync(user, Password, ct);
        await using var db = await transactions.BeginGlobalAsync(ct);
        db.Organizations.Add(organization);
        db.Users.Add(user);
        db.Memberships.Add(new Membership { UserId = user.Id, OrganizationId = organization.Id, Role = Role.Owner, JoinedAt = now.AddDays(-31) });
        await db.CommitAsync(ct);
        return (organization.Id, user.Id);
    }
}
