using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Plans;
using Rendrix.Stores;
using Rendrix.Web.Identity;
using Rendrix.Web.Plans;
using Rendrix.Web.Plans.Billing;
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
/// It touches nothing where another organization was first, and nothing once it is whole.
/// </summary>
public sealed class DemoSeed(IServiceScopeFactory scopes, IConfiguration configuration, IHostEnvironment environment, TimeProvider clock)
{
    /// <summary>Login of the demo merchant.</summary>
    public const string Email = "demo@rendrix.dev";
    /// <summary>Its password; public.</summary>
    public const string Password = "Rendrix-demo-2026!";

    private const string Slug = "tumblewick-and-reed";

    // Newest first in the list of addresses is the toy shop, which shows most.
    private static readonly (CreateStoreInput Store, string[] Customers)[] Stores =
    [
        (new("Tumblewick", "tumblewick", "toys", "USD", "US"), DemoOrders.AmericanCustomers),
        (new("Morrow & Reed", "morrow-reed", "decor", "EUR", "DE"), DemoOrders.EuropeanCustomers),
    ];

    /// <summary>
    /// Makes the demo where there is nothing yet, and goes on with one whose making was cut short; answers how to get in when there is a demo, else null.
    /// The merchant's address counts as confirmed once everything is there: until then whoever starts next does what is missing.
    /// </summary>
    public async Task<DemoAccess?> RunAsync(CancellationToken ct)
    {
        if (!IsWanted()) return null;
        await using var scope = scopes.CreateAsyncScope();
        var transactions = scope.ServiceProvider.GetRequiredService<TenantTransactions>();
        var (organization, user, isWhole, isForeign) = await FindAsync(transactions, ct);
        if (isForeign) return null;
        if (!isWhole)
        {
            if (organization == Guid.Empty) (organization, user) = await AddMerchantAsync(scope.ServiceProvider, transactions, ct);
            var create = scope.ServiceProvider.GetRequiredService<CreateStore>();
            foreach (var (input, customers) in Stores)
            {
                var store = await StoreAsync(transactions, organization, input.Subdomain!, ct) ?? await create.RunAsync(organization, user, input, ct);
                await DemoOrders.AddAsync(transactions, store, customers, clock.GetUtcNow(), ct);
            }
            await using var db = await transactions.BeginGlobalAsync(ct);
            await db.Users.Where(u => u.Id == user).ExecuteUpdateAsync(u => u.SetProperty(x => x.EmailConfirmed, true), ct);
            await db.CommitAsync(ct);
        }
        await KeepPlanAsync(scope.ServiceProvider, transactions, organization, ct);
        await using var names = await transactions.BeginGlobalAsync(ct);
        var stores = await names.StoreDomains.Where(d => d.Kind == DomainKind.Subdomain && d.KeptUntil == null && d.TenantId == organization).OrderByDescending(d => d.Name).Select(d => d.Name).ToListAsync(ct);
        return stores.Count == 0 ? null : new DemoAccess(Email, Password, [.. stores.Select(s => (s, s))]);
    }

    // Ours, whole or half made; or somebody else's, whom a demo has no business with.
    private static async Task<(Guid Organization, Guid User, bool IsWhole, bool IsForeign)> FindAsync(TenantTransactions transactions, CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        var organization = await db.Organizations.Where(o => o.Slug == Slug).Select(o => o.Id).FirstOrDefaultAsync(ct);
        var user = await db.Users.Where(u => u.NormalizedEmail == EmailAddress.Normalize(Email)).Select(u => new { u.Id, u.EmailConfirmed }).FirstOrDefaultAsync(ct);
        if (organization != Guid.Empty && user is not null) return (organization, user.Id, user.EmailConfirmed, false);
        return (Guid.Empty, Guid.Empty, false, organization != Guid.Empty || user is not null || await db.Organizations.AnyAsync(ct));
    }

    private static async Task<StoreInfo?> StoreAsync(TenantTransactions transactions, Guid organization, string subdomain, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(organization, null, ct);
        return await db.Stores.AsNoTracking().FirstOrDefaultAsync(s => s.Subdomain == subdomain, ct) is { } store ? StoreInfo.Of(store) : null;
    }

    // A demo that is older than plans has none and would fall under the free one, which holds less than it has. One that was canceled stays so.
    private async Task KeepPlanAsync(IServiceProvider services, TenantTransactions transactions, Guid organization, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(organization, null, ct);
        await PlanGate.LockAsync(db, ct);
        if (await db.Subscriptions.AnyAsync(ct)) return;
        await AddPlanAsync(services, db, BillingPeriod.ToSecond(clock.GetUtcNow().AddDays(-20)), ct);
        await db.TellAccessChangedAsync(organization, ct);
        await db.CommitAsync(ct);
    }

    // Paid for a year: both shops have room, and the page of plans has something to show. A price list without Premium leaves the plan that everybody has.
    private static async Task AddPlanAsync(IServiceProvider services, AppDb db, DateTimeOffset since, CancellationToken ct)
    {
        if (await db.Plans.AsNoTracking().FirstOrDefaultAsync(p => p.Code == "premium", ct) is not { } plan || plan.PriceOf(BillingInterval.Year) is not { } price) return;
        await services.GetRequiredService<ManualBilling>().BeginAsync(db, plan, BillingInterval.Year, price, null, since, ct);
        foreach (var invoice in db.Invoices.Local) (invoice.Status, invoice.PaidAt, invoice.PaidNote) = (InvoiceStatus.Paid, since, "Bank transfer");
    }

    private bool IsWanted() => configuration["RENDRIX_DEMO"] is { Length: > 0 } said ? said.Equals("true", StringComparison.OrdinalIgnoreCase) || said == "1" : environment.IsDevelopment();

    private async Task<(Guid Organization, Guid User)> AddMerchantAsync(IServiceProvider services, TenantTransactions transactions, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var organization = new Organization { Id = Guid.CreateVersion7(now), Name = "Tumblewick & Reed", Slug = Slug, CreatedAt = now.AddDays(-31) };
        var user = new User
        {
            Id = Guid.CreateVersion7(now), Email = Email, NormalizedEmail = EmailAddress.Normalize(Email), UserName = Email, NormalizedUserName = EmailAddress.Normalize(Email), EmailConfirmed = false,
            FirstName = "Robin", LastName = "Reed", SecurityStamp = Guid.NewGuid().ToString("N"), CreatedAt = now.AddDays(-31),
        };
        user.PasswordHash = await services.GetRequiredService<Passwords>().HashAsync(user, Password, ct);
        await using var db = await transactions.BeginAsync(organization.Id, null, ct);
        db.Organizations.Add(organization);
        db.Users.Add(user);
        db.Memberships.Add(new Membership { UserId = user.Id, OrganizationId = organization.Id, Role = Role.Owner, JoinedAt = now.AddDays(-31) });
        await db.SaveAsync(ct);
        await AddPlanAsync(services, db, BillingPeriod.ToSecond(now.AddDays(-20)), ct);
        await db.CommitAsync(ct);
        return (organization.Id, user.Id);
    }
}
