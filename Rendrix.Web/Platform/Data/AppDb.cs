using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Storage;
using Rendrix.Auditing;
using Rendrix.Carts;
using Rendrix.Catalog;
using Rendrix.Checkout;
using Rendrix.Content;
using Rendrix.Customers;
using Rendrix.Domains;
using Rendrix.Identity;
using Rendrix.Integrations;
using Rendrix.Inventory;
using Rendrix.Media;
using Rendrix.Operator;
using Rendrix.Orders;
using Rendrix.Payments;
using Rendrix.Plans;
using Rendrix.Privacy;
using Rendrix.Refusals;
using Rendrix.Reviews;
using Rendrix.Stores;
using Rendrix.Tenancy;
using Rendrix.Web.Identity;
using Rendrix.Web.Inventory;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Http;
using Rendrix.Web.Platform.Mail;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Webhooks;

namespace Rendrix.Web.Platform.Data;

/// <summary>
/// The table of contents of the data; it names every entity and does nothing else. One instance is one unit of work: one transaction of one
/// tenant, begun by <see cref="TenantTransactions"/>. Everything is rolled back unless <see cref="CommitAsync"/> is called.
/// </summary>
public sealed class AppDb(DbContextOptions<AppDb> options) : IdentityUserContext<User, Guid>(options)
{
    private readonly List<IShopEvent> _events = [];
    private IDbContextTransaction? _transaction;
    private OutboxWriter? _outbox;
    private IdempotencyKey? _claim;
    private Action? _claimed;
    private CurrentActor? _actor;
    private bool _collected;

    /// <summary>The tenant of this unit of work; empty sees no tenant's rows.</summary>
    public Guid Tenant { get; private set; }

    /// <summary>The store of this unit of work on a storefront request, else null.</summary>
    public Guid? StoreScope { get; private set; }

    /// <summary>What this unit of work records in the audit log.</summary>
    internal AuditTrail Trail { get; } = new();

    /// <summary>Who acts.</summary>
    internal AuditActor Actor => _actor?.Now ?? AuditActor.System;

    /// <summary>The clock's time; for entries that are made while saving.</summary>
    internal DateTimeOffset Now => (_outbox ?? throw new InvalidOperationException("A global unit of work records nothing.")).Now;

    /// <summary>Tenants. Global.</summary>
    public DbSet<Organization> Organizations => Set<Organization>();
    /// <summary>Who belongs where. Global.</summary>
    public DbSet<Membership> Memberships => Set<Membership>();
    /// <summary>Roles that organizations made.</summary>
    public DbSet<CustomRole> CustomRoles => Set<CustomRole>();
    /// <summary>Keys with which programs call the API.</summary>
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();
    /// <summary>People asked to join.</summary>
    public DbSet<Invitation> Invitations => Set<Invitation>();
    /// <summary>Which store answers at which address. Global.</summary>
    public DbSet<StoreDomain> StoreDomains => Set<StoreDomain>();
    /// <summary>Domains that stores claim, proven or not.</summary>
    public DbSet<DomainClaim> DomainClaims => Set<DomainClaim>();
    /// <summary>Chains of refresh tokens. Global.</summary>
    public DbSet<RefreshToken> RefreshTokens => Set<RefreshToken>();
    /// <summary>What is known of sign-ins besides their tokens. Global.</summary>
    public DbSet<Session> Sessions => Set<Session>();
    /// <summary>Authenticator apps. Global.</summary>
    public DbSet<Identity.TwoFactor.SecondFactor> SecondFactors => Set<Identity.TwoFactor.SecondFactor>();
    /// <summary>Recovery codes. Global.</summary>
    public DbSet<Identity.TwoFactor.RecoveryCode> RecoveryCodes => Set<Identity.TwoFactor.RecoveryCode>();
    /// <summary>Passkeys. Global.</summary>
    public DbSet<Identity.Passkeys.Passkey> Passkeys => Set<Identity.Passkeys.Passkey>();
    /// <summary>Pictures of people. Global.</summary>
    public DbSet<Identity.Profile.Avatar> Avatars => Set<Identity.Profile.Avatar>();
    /// <summary>Mails kept in Development. Global.</summary>
    public DbSet<DevMail> DevMails => Set<DevMail>();
    /// <summary>Keys of cookies and tokens. Global.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();
    /// <summary>Stores.</summary>
    public DbSet<Store> Stores => Set<Store>();
    /// <summary>Copies of stores.</summary>
    public DbSet<StoreClone> StoreClones => Set<StoreClone>();
    /// <summary>Stores that were asked for and opened in the background.</summary>
    public DbSet<StoreOpening> StoreOpenings => Set<StoreOpening>();
    /// <summary>Offers of stores to other organizations.</summary>
    public DbSet<StoreTransfer> StoreTransfers => Set<StoreTransfer>();
    /// <summary>Menus.</summary>
    public DbSet<Menu> Menus => Set<Menu>();
    /// <summary>Products.</summary>
    public DbSet<Product> Products => Set<Product>();
    /// <summary>Variants.</summary>
    public DbSet<Variant> Variants => Set<Variant>();
    /// <summary>Pictures of products.</summary>
    public DbSet<ProductImage> ProductImages => Set<ProductImage>();
    /// <summary>Categories.</summary>
    public DbSet<Category> Categories => Set<Category>();
    /// <summary>Products in categories.</summary>
    public DbSet<ProductCategory> ProductCategories => Set<ProductCategory>();
    /// <summary>The trail of stock.</summary>
    public DbSet<StockMovement> StockMovements => Set<StockMovement>();
    /// <summary>Places goods lie at.</summary>
    public DbSet<Location> Locations => Set<Location>();
    /// <summary>What the movements of a variant at a location add up to.</summary>
    public DbSet<StockLevel> StockLevels => Set<StockLevel>();
    /// <summary>Pieces that checkouts hold while their shoppers pay.</summary>
    public DbSet<StockReservation> StockReservations => Set<StockReservation>();
    /// <summary>Goods on their way to a location.</summary>
    public DbSet<StockTransfer> StockTransfers => Set<StockTransfer>();
    /// <summary>What transfers hold.</summary>
    public DbSet<StockTransferLine> StockTransferLines => Set<StockTransferLine>();
    /// <summary>Media library.</summary>
    public DbSet<MediaFile> MediaFiles => Set<MediaFile>();
    /// <summary>Pages.</summary>
    public DbSet<Page> Pages => Set<Page>();
    /// <summary>Sections of the library.</summary>
    public DbSet<SavedSection> SavedSections => Set<SavedSection>();
    /// <summary>What was published.</summary>
    public DbSet<PageVersion> PageVersions => Set<PageVersion>();
    /// <summary>Themes under work.</summary>
    public DbSet<StoreTheme> StoreThemes => Set<StoreTheme>();
    /// <summary>Themes that were published.</summary>
    public DbSet<ThemeVersion> ThemeVersions => Set<ThemeVersion>();
    /// <summary>Pages that go live at a time.</summary>
    public DbSet<PageSchedule> PageSchedules => Set<PageSchedule>();
    /// <summary>Pages and theme that go live together at a time.</summary>
    public DbSet<SitePlan> SitePlans => Set<SitePlan>();
    /// <summary>The pages of those.</summary>
    public DbSet<SitePlanPage> SitePlanPages => Set<SitePlanPage>();
    /// <summary>Links that show drafts to people without a login.</summary>
    public DbSet<PreviewLink> PreviewLinks => Set<PreviewLink>();
    /// <summary>Old addresses.</summary>
    public DbSet<Redirect> Redirects => Set<Redirect>();
    /// <summary>Carts.</summary>
    public DbSet<Cart> Carts => Set<Cart>();
    /// <summary>Lines of carts.</summary>
    public DbSet<CartLine> CartLines => Set<CartLine>();
    /// <summary>Checkouts under way.</summary>
    public DbSet<CheckoutSession> CheckoutSessions => Set<CheckoutSession>();
    /// <summary>Orders.</summary>
    public DbSet<Order> Orders => Set<Order>();
    /// <summary>Lines of orders.</summary>
    public DbSet<OrderLine> OrderLines => Set<OrderLine>();
    /// <summary>Timelines.</summary>
    public DbSet<OrderEvent> OrderEvents => Set<OrderEvent>();
    /// <summary>Next order numbers.</summary>
    public DbSet<OrderCounter> OrderCounters => Set<OrderCounter>();
    /// <summary>Payments.</summary>
    public DbSet<Payment> Payments => Set<Payment>();
    /// <summary>Events on their way to consumers.</summary>
    public DbSet<OutboxMessage> OutboxMessages => Set<OutboxMessage>();
    /// <summary>Imports.</summary>
    public DbSet<ImportJob> ImportJobs => Set<ImportJob>();
    /// <summary>What became of each row of an import.</summary>
    public DbSet<ImportRow> ImportRows => Set<ImportRow>();
    /// <summary>Addresses that asked for the newsletter.</summary>
    public DbSet<NewsletterSubscriber> NewsletterSubscribers => Set<NewsletterSubscriber>();
    /// <summary>Addresses that are told what happens.</summary>
    public DbSet<Webhook> Webhooks => Set<Webhook>();
    /// <summary>What is on its way to them, and what was.</summary>
    public DbSet<WebhookDelivery> WebhookDeliveries => Set<WebhookDelivery>();
    /// <summary>Each try.</summary>
    public DbSet<WebhookAttempt> WebhookAttempts => Set<WebhookAttempt>();
    /// <summary>Reviews of products.</summary>
    public DbSet<Review> Reviews => Set<Review>();
    /// <summary>What can be bought of the platform. Global.</summary>
    public DbSet<Plan> Plans => Set<Plan>();
    /// <summary>Plans that organizations have and had.</summary>
    public DbSet<Subscription> Subscriptions => Set<Subscription>();
    /// <summary>Invoices for plans.</summary>
    public DbSet<Invoice> Invoices => Set<Invoice>();
    /// <summary>Who pays for organizations.</summary>
    public DbSet<BillingAccount> BillingAccounts => Set<BillingAccount>();
    /// <summary>What billing providers told us.</summary>
    public DbSet<BillingEvent> BillingEvents => Set<BillingEvent>();
    /// <summary>What organizations use, by day.</summary>
    public DbSet<UsageDay> UsageDays => Set<UsageDay>();
    /// <summary>That somebody was told of a limit.</summary>
    public DbSet<UsageNotice> UsageNotices => Set<UsageNotice>();
    /// <summary>Stored answers of POSTs.</summary>
    public DbSet<IdempotencyKey> IdempotencyKeys => Set<IdempotencyKey>();

    /// <summary>The audit log: what was done.</summary>
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    /// <summary>Who did it from where, and what changed.</summary>
    public DbSet<AuditDetail> AuditDetails => Set<AuditDetail>();
    /// <summary>The chain that holds the entries together.</summary>
    public DbSet<AuditLink> AuditLinks => Set<AuditLink>();
    /// <summary>What people agreed to and when.</summary>
    public DbSet<ConsentRecord> ConsentRecords => Set<ConsentRecord>();

    /// <summary>Who runs the installation. Global; the platform's role alone.</summary>
    public DbSet<PlatformAdmin> PlatformAdmins => Set<PlatformAdmin>();
    /// <summary>What they did. Global; the platform's role alone.</summary>
    public DbSet<PlatformEntry> PlatformLog => Set<PlatformEntry>();
    /// <summary>Sign-ins in an owner's place. Global; written by the platform's role.</summary>
    public DbSet<SupportSession> SupportSessions => Set<SupportSession>();
    /// <summary>How features are switched. Global; written by the platform's role.</summary>
    public DbSet<FlagSetting> FlagSettings => Set<FlagSetting>();
    /// <summary>What everybody is told. Global; written by the platform's role.</summary>
    public DbSet<Announcement> Announcements => Set<Announcement>();
    /// <summary>Who put which away. Global.</summary>
    public DbSet<AnnouncementDismissal> AnnouncementDismissals => Set<AnnouncementDismissal>();
    /// <summary>Templates on offer. Global; written by the platform's role.</summary>
    public DbSet<TemplateOffer> TemplateOffers => Set<TemplateOffer>();

    /// <inheritdoc/>
    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    /// <summary>Tells an event after the fact: its outbox rows are written by <see cref="CommitAsync"/>, in the same commit.</summary>
    public void Publish(IShopEvent happened) => _events.Add(happened);

    /// <summary>Saves, writes the outbox, commits. Somebody else's newer version becomes the refusal <c>PRECONDITION_FAILED</c>.</summary>
    public async Task CommitAsync(CancellationToken ct)
    {
        if (_transaction is null) throw new InvalidOperationException("This unit of work was not begun by TenantTransactions, or is over.");
        Trail.Collect(this);
        foreach (var entries in Trail.Take().Chunk(AuditWritten.Most)) Publish(new AuditWritten(entries));
        _collected = true;
        // The outbox rows are saved with everything else: one statement batch less while rows that others wait for are locked.
        var told = _events.Count == 0 ? null : (_outbox ?? throw new InvalidOperationException("A global unit of work publishes nothing.")).Write(this, _events);
        _events.Clear();
        await SaveAsync(ct);
        _collected = false;
        if (_claim is { } claim)
        {
            await IdempotencyKeys.Where(k => k.Id == claim.Id).ExecuteUpdateAsync(k => k.SetProperty(x => x.Status, Http.Idempotency.CarriedOut), ct);
            _claimed?.Invoke();
        }
        if (told is not null) await told.NotifyAsync(this, ct);
        await _transaction.CommitAsync(ct);
        await _transaction.DisposeAsync();
        _transaction = null;
    }

    /// <summary>Saves inside the transaction without committing, when a later statement must see the rows.</summary>
    public async Task SaveAsync(CancellationToken ct)
    {
        try { await SaveChangesAsync(ct); }
        catch (DbUpdateConcurrencyException e) { throw new RefusedException(Refusal.Stale() with { Extra = new Dictionary<string, object?> { ["entity"] = e.Entries.FirstOrDefault()?.Metadata.ClrType.Name } }); }
    }

    /// <inheritdoc/>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (!_collected) Trail.Collect(this);
        List<StockMovement>? moved = null;
        List<Store>? opened = null;
        foreach (var entry in ChangeTracker.Entries())
        {
            if (entry is { State: EntityState.Added, Entity: StockMovement movement }) (moved ??= []).Add(movement);
            if (entry is { State: EntityState.Added, Entity: Store store }) (opened ??= []).Add(store);
            if (entry.Entity is ITenantOwned owned && entry.State is (EntityState.Added or EntityState.Modified or EntityState.Deleted))
                Guard(owned, entry.State);
            if (entry.State == EntityState.Modified && entry.Metadata.FindProperty("Version") is not null)
                entry.Property("Version").CurrentValue = (int)entry.Property("Version").OriginalValue! + 1;
        }
        // A store without a place for its goods could not keep any.
        foreach (var store in opened ?? []) Add(Location.First(store.Id, store.CreatedAt)).Entity.TenantId = store.TenantId;
        var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        if (moved is not null) await Levels.FollowAsync(this, moved, cancellationToken);
        return saved;
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (_transaction is not null) await _transaction.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>The commit of this unit of work says that the request of this key was carried out.</summary>
    internal void Marks(IdempotencyKey claim, Action marked) => (_claim, _claimed) = (claim, marked);

    internal void Enter(Guid tenant, Guid? store, IDbContextTransaction transaction, OutboxWriter? outbox, CurrentActor? actor) =>
        (Tenant, StoreScope, _transaction, _outbox, _actor) = (tenant, store, transaction, outbox, actor);

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // Indexes are declared where they are needed, tenant first; an index per foreign key would double the cost of writes.
        configurationBuilder.Conventions.Remove<ForeignKeyIndexConvention>();
        configurationBuilder.Properties<DateTimeOffset>().HaveColumnType("timestamptz");
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(AppDb).Assembly);
        AppDbConventions.Apply(builder, this);
    }

    private void Guard(ITenantOwned owned, EntityState state)
    {
        if (state == EntityState.Added && owned.TenantId == Guid.Empty) owned.TenantId = Tenant;
        if (owned.TenantId != Tenant || Tenant == Guid.Empty) throw new InvalidOperationException($"A {owned.GetType().Name} of another tenant was about to be saved.");
        if (StoreScope is { } store && owned is IStoreOwned ofStore)
        {
            if (state == EntityState.Added && ofStore.StoreId == Guid.Empty) ofStore.StoreId = store;
            if (ofStore.StoreId != store) throw new InvalidOperationException($"A {owned.GetType().Name} of another store was about to be saved.");
        }
    }
}
