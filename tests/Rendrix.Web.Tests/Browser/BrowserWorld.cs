using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Rendrix.Content;
using Rendrix.Identity;
using Rendrix.Stores;
using Rendrix.Web.Identity;
using Rendrix.Web.Orders;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Secrets;
using Rendrix.Web.Stores;
using Rendrix.Web.Tenancy;
using Rendrix.Webhooks;

namespace Rendrix.Web.Tests.Browser;

/// <summary>Marks the tests of shop and editor, which share a running program and its one browser; they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<BrowserWorld>
{
    public const string Name = "Browser";
}

/// <summary>The same for every page's accessibility and the pages about people, plans and the platform, with a program and a browser of their own: two browsers wait less than one.</summary>
[CollectionDefinition(Name)]
public sealed class PagesCollection : ICollectionFixture<BrowserWorld>
{
    public const string Name = "Pages";
}

/// <summary>A kept mail as /dev/mail.json tells it.</summary>
public sealed record SentMail(string Subject, string Text, IReadOnlyList<string> Links);

/// <summary>A merchant with a store of the toys template, signed in.</summary>
/// <param name="Subdomain">Label of the store's host.</param>
/// <param name="StoreId">Its id.</param>
/// <param name="TenantId">Its organization.</param>
/// <param name="HomePageId">Its front page.</param>
/// <param name="SignedIn">Cookies of the owner's session, as a browser context takes them.</param>
public sealed record Merchant(string Subdomain, Guid StoreId, Guid TenantId, Guid HomePageId, string SignedIn);

/// <summary>An order in the store halden-toys.</summary>
/// <param name="Number">What people call it.</param>
/// <param name="Path">Where the shopper sees it.</param>
/// <param name="ProductId">What was bought.</param>
public sealed record Sale(long Number, string Path, Guid ProductId);

/// <summary>The program on a port of its own, one Chromium, and the means to look at both from outside.</summary>
public sealed class BrowserWorld(PostgresFixture postgres) : IAsyncLifetime
{
    /// <summary>Milliseconds before a step is given up; generous, because machines are shared.</summary>
    public const float Patience = 30_000;
    private const string Shared = "halden-toys";
    private const string Password = "Wooden-Train-1878";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly ConcurrentDictionary<string, Lazy<Task<Merchant>>> _merchants = new();
    private readonly Lock _saleLock = new();
    private Task<Sale>? _sale;
    private RunningApp? _app;
    private string _suffix = "";
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private HttpClient? _http;

    /// <summary>The program.</summary>
    public RunningApp App => _app!;

    /// <summary>The browser.</summary>
    public IBrowser Browser => _browser!;

    /// <summary>Port of the program.</summary>
    public int Port { get; private set; }

    /// <summary>Address of the dashboard, without trailing slash.</summary>
    public string Dashboard => $"http://localhost:{Port}";

    /// <summary>A client of the dashboard's host beside the browser.</summary>
    public HttpClient Http => _http!;

    /// <summary>Folder of this checkout.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Address of a store, without trailing slash.</summary>
    public string ShopOf(string subdomain) => $"http://{Own(subdomain)}.localhost:{Port}";

    /// <summary>The name a test gives to what it makes, different in its second try, which must not meet what the first left behind. The shared merchant's stays.</summary>
    public string Own(string name) => name == Shared || _suffix.Length == 0 || name.EndsWith(_suffix, StringComparison.Ordinal) ? name : name + _suffix;

    public async ValueTask InitializeAsync()
    {
        // Before the program starts: without a browser there is nothing to wait for.
        _ = Chromium.Path();
        _app = await RunningApp.StartAsync(postgres);
        Port = _app.Listen();
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}") };
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.StartAsync(_playwright);
        Assertions.SetDefaultExpectTimeout(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        _http?.Dispose();
        if (_app is not null) await _app.DisposeAsync();
    }

    /// <summary>Runs a test with windows of its own; keeps pictures and markup when it fails, and fails it when a page complained.
    /// What fails is tried once more in new windows with new merchants; what passes only then is named at the end of ./test (docs/decisions/0091).
    /// RENDRIX_BROWSER_TWICE=1 tries each twice, to see that the second meets nothing of the first.</summary>
    public async Task RunAsync(Func<Visit, Task> test, [CallerMemberName] string name = "")
    {
        try
        {
            await TryAsync(test, name);
            if (Environment.GetEnvironmentVariable("RENDRIX_BROWSER_TWICE") == "1") await AgainAsync(test, name);
        }
        catch (Exception first) when (!TestContext.Current.CancellationToken.IsCancellationRequested && _suffix.Length == 0)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"First try: {first}");
            // Both are told: the second alone may say nothing about what was wrong.
            try { await AgainAsync(test, name); }
            catch (Exception second) { throw new AggregateException($"{name} failed twice. First: {first.Message} Second: {second.Message}", first, second); }
            await File.AppendAllTextAsync(Path.Combine(Root, "TestResults", "browser", "second-try.txt"), $"{name}: {first.Message.ReplaceLineEndings(" ")}\n");
        }
        finally { _suffix = ""; }
    }

    private Task AgainAsync(Func<Visit, Task> test, string name)
    {
        _suffix = "-2";
        return TryAsync(test, name + "-again");
    }

    private async Task TryAsync(Func<Visit, Task> test, string name)
    {
        await using var visit = new Visit(this, name);
        try
        {
            await test(visit);
            visit.FailOnComplaints();
        }
        catch
        {
            await visit.KeepEvidenceAsync();
            throw;
        }
    }

    /// <summary>The merchant of that subdomain; made on first use.</summary>
    public Task<Merchant> MerchantAsync(string subdomain = Shared) => _merchants.GetOrAdd(Own(subdomain), s => new(() => OpenAsync(s))).Value;

    /// <summary>One order of the first merchant's, made on first use.</summary>
    public Task<Sale> SaleAsync() { lock (_saleLock) return _sale ??= SellAsync(); }

    /// <summary>Cookies of another person in a merchant's organization, who may change everything unless another role is given.</summary>
    public async Task<string> ColleagueAsync(Merchant merchant, string firstName, string lastName, Role role = Role.Admin)
    {
        var email = $"{firstName.ToLowerInvariant()}@{merchant.Subdomain}.example";
        var registered = await RegisterAsync(email, firstName, lastName, $"{merchant.Subdomain} {firstName}");
        await App.InScopeAsync(async s =>
        {
            await using var db = await s.GetRequiredService<TenantTransactions>().BeginAsync(merchant.TenantId, null, CancellationToken.None);
            db.Memberships.Add(new Membership { UserId = registered.User.Id, OrganizationId = merchant.TenantId, Role = role, JoinedAt = DateTimeOffset.UnixEpoch });
            await db.CommitAsync(CancellationToken.None);
            return 0;
        });
        return await SignInAsync(email);
    }

    /// <summary>A variant of a product.</summary>
    public Task<Guid> VariantOfAsync(Merchant merchant, Guid product) => App.InScopeAsync(async s =>
    {
        await using var db = await s.GetRequiredService<TenantTransactions>().BeginAsync(merchant.TenantId, null, CancellationToken.None);
        return await db.Variants.Where(v => v.ProductId == product).OrderBy(v => v.Position).Select(v => v.Id).FirstAsync();
    });

    /// <summary>Sees to it that the merchant's store claims a domain.</summary>
    public Task ClaimAsync(Merchant merchant, string domain) => App.InScopeAsync(async s =>
    {
        await using (var db = await s.GetRequiredService<TenantTransactions>().BeginAsync(merchant.TenantId, null, CancellationToken.None))
            if (await db.DomainClaims.AnyAsync(c => c.StoreId == merchant.StoreId)) return 0;
        await s.GetRequiredService<Rendrix.Web.Domains.AddDomain>().RunAsync(merchant.TenantId, merchant.StoreId, domain, CancellationToken.None);
        return 0;
    });

    /// <summary>A webhook of the merchant's store: one message arrived, one did not. Made on first use; nothing is sent.</summary>
    public Task<Guid> HookAsync(Merchant merchant) => App.InScopeAsync(async s =>
    {
        await using var db = await s.GetRequiredService<TenantTransactions>().BeginAsync(merchant.TenantId, null, CancellationToken.None);
        if (await db.Webhooks.Where(w => w.StoreId == merchant.StoreId).Select(w => (Guid?)w.Id).FirstOrDefaultAsync() is { } known) return known;
        var now = DateTimeOffset.UtcNow;
        var hook = new Webhook { Id = Guid.CreateVersion7(), StoreId = merchant.StoreId, Url = "https://stock.halden.example/a-long-path-as-programs-give-them/hooks/rendrix?shop=halden-toys", Topics = [.. WebhookTopic.All.Select(t => t.Code)], Secret = s.GetRequiredService<SecretBox>().Seal(WebhookSignature.NewSecret(), "webhook"), CreatedAt = now, FailingSince = now, LastOkAt = now.AddHours(-2) };
        // Off, so that what other tests do is told to nobody.
        hook.SwitchOff(WebhookOff.ByPerson, now);
        db.Webhooks.Add(hook);
        foreach (var arrived in new[] { true, false })
        {
            var at = arrived ? now.AddMinutes(-5) : now;
            var sent = new WebhookDelivery { Id = Guid.CreateVersion7(at), StoreId = merchant.StoreId, WebhookId = hook.Id, EventId = Guid.CreateVersion7(), Topic = "order.placed", Payload = """{"id":"evt_1","topic":"order.placed","data":{"number":1001,"total":"48.00"}}""", State = arrived ? DeliveryState.Delivered : DeliveryState.Failed, CreatedAt = at, DoneAt = at, Attempts = 1, Round = 1, LastStatus = arrived ? 200 : 404, LastError = arrived ? "" : "The server answered 404" };
            db.WebhookDeliveries.Add(sent);
            db.WebhookAttempts.Add(new WebhookAttempt { Id = Guid.CreateVersion7(), StoreId = merchant.StoreId, DeliveryId = sent.Id, Number = 1, At = at, Status = sent.LastStatus, Milliseconds = 84, Answer = arrived ? "ok" : "no such receiver", Error = sent.LastError });
        }
        await db.CommitAsync(CancellationToken.None);
        return hook.Id;
    });

    /// <summary>Waits for a mail to an address whose subject holds some words.</summary>
    public async Task<SentMail> MailAsync(string to, string subject)
    {
        for (var give = Environment.TickCount64 + (long)Patience; ;)
        {
            var mails = JsonSerializer.Deserialize<List<SentMail>>(await Http.GetStringAsync($"/dev/mail.json?to={Uri.EscapeDataString(to)}", TestContext.Current.CancellationToken), Json)!;
            if (mails.Find(m => m.Subject.Contains(subject, StringComparison.Ordinal)) is { } found) return found;
            if (Environment.TickCount64 > give) Assert.Fail($"No mail “{subject}” reached {to}; there were {(mails.Count == 0 ? "none" : string.Join(", ", mails.Select(m => $"“{m.Subject}”")))}");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    private async Task<Merchant> OpenAsync(string subdomain)
    {
        var email = $"owner@{subdomain}.example";
        var registered = await RegisterAsync(email, "Ingrid", "Halden", subdomain);
        var store = await App.InScopeAsync(s => s.GetRequiredService<CreateStore>().RunAsync(registered.Organization.Id, registered.User.Id, new CreateStoreInput("Halden Toys", subdomain, "toys", "EUR", "NL"), CancellationToken.None));
        var home = await App.InScopeAsync(async s =>
        {
            await using var db = await s.GetRequiredService<TenantTransactions>().BeginAsync(store.TenantId, null, CancellationToken.None);
            return await db.Pages.Where(p => p.StoreId == store.StoreId && p.Type == PageType.Home).Select(p => p.Id).SingleAsync();
        });
        return new Merchant(subdomain, store.StoreId, store.TenantId, home, await SignInAsync(email));
    }

    private async Task<Registered> RegisterAsync(string email, string firstName, string lastName, string organization) =>
        await App.InScopeAsync(s => s.GetRequiredService<RegisterMerchant>().RunAsync(new Registration(email, Password, firstName, lastName, organization), CancellationToken.None)) ?? throw new InvalidOperationException("The address is taken.");

    private async Task<string> SignInAsync(string email)
    {
        await using var context = await Browser.NewContextAsync();
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(Patience);
        await page.GotoAsync(Dashboard + "/login");
        await page.GetByLabel("Email").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.AtAsync("/");
        return await context.StorageStateAsync();
    }

    private async Task<Sale> SellAsync()
    {
        var merchant = await MerchantAsync();
        var variant = await App.InScopeAsync(async s =>
        {
            await using var db = await s.GetRequiredService<TenantTransactions>().BeginAsync(merchant.TenantId, null, CancellationToken.None);
            return await db.Variants.AsNoTracking().Where(v => v.StoreId == merchant.StoreId && v.Product!.Slug == "barnaby-bear").OrderBy(v => v.Position).FirstAsync();
        });
        var checkout = await Http.CheckoutAsync(merchant.Subdomain, await Http.CartAsync(merchant.Subdomain, variant.Id));
        var answer = await Http.PayAsync(merchant.Subdomain, checkout.GetProperty("checkoutId").GetGuid());
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        // This very order: other tests buy from the same shop, before this one or after it.
        var number = long.Parse((await answer.JsonAsync()).GetProperty("orderNumber").ToString(), CultureInfo.InvariantCulture);
        return await App.InScopeAsync(async s =>
        {
            s.GetRequiredService<CurrentTenant>().Enter(merchant.TenantId);
            await using var db = await s.GetRequiredService<TenantTransactions>().BeginAsync(CancellationToken.None);
            var order = await db.Orders.AsNoTracking().SingleAsync(o => o.StoreId == merchant.StoreId && o.Number == number);
            // In the state in which the page offers most.
            await s.GetRequiredService<MoveOrder>().StartProcessingAsync(merchant.StoreId, order.Id, new OrderActor(null, "Ingrid Halden"), CancellationToken.None);
            return new Sale(order.Number, $"/orders/{order.Number}?token={Uri.EscapeDataString(order.AccessToken)}", variant.ProductId);
        });
    }


    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Rendrix.Web.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Rendrix.Web.sln was not found above the tests.");
    }
}
