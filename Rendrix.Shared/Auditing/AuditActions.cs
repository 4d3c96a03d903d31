namespace Rendrix.Auditing;

/// <summary>Names of what is recorded: noun, dot, verb. Public, and never renamed: chains hold them.</summary>
public static class AuditActions
{
    /// <summary>Somebody signed in.</summary>
    public const string Login = "auth.login";
    /// <summary>Somebody signed out.</summary>
    public const string Logout = "auth.logout";
    /// <summary>A password was changed.</summary>
    public const string PasswordChange = "auth.passwordChange";
    /// <summary>Somebody tried to sign in and did not get in: a wrong password, or a wrong code after the right one.</summary>
    public const string LoginFailed = "auth.loginFailed";
    /// <summary>Somebody signed in was asked once more who they are, before something dangerous, and gave a wrong password, code or passkey.</summary>
    public const string ProofFailed = "auth.proofFailed";
    /// <summary>The tries were used up; until the quarter of an hour is over the account answers no more of them.</summary>
    public const string Lockout = "auth.lockout";
    /// <summary>Two-factor sign-in was turned on.</summary>
    public const string TwoFactorOn = "auth.twoFactorOn";
    /// <summary>Two-factor sign-in was turned off.</summary>
    public const string TwoFactorOff = "auth.twoFactorOff";
    /// <summary>A recovery code stood in for the phone.</summary>
    public const string RecoveryUse = "auth.recoveryUse";
    /// <summary>New recovery codes were made; those before are worth nothing.</summary>
    public const string RecoveryRenew = "auth.recoveryRenew";
    /// <summary>A passkey was added.</summary>
    public const string PasskeyAdd = "auth.passkeyAdd";
    /// <summary>A passkey was removed.</summary>
    public const string PasskeyRemove = "auth.passkeyRemove";
    /// <summary>An account was made.</summary>
    public const string UserCreate = "user.create";
    /// <summary>An account was deleted.</summary>
    public const string UserDelete = "user.delete";
    /// <summary>An organization was founded.</summary>
    public const string OrganizationCreate = "organization.create";
    /// <summary>The operator of the installation suspended the organization.</summary>
    public const string OrganizationSuspend = "organization.suspend";
    /// <summary>The operator of the installation closed the organization.</summary>
    public const string OrganizationClose = "organization.close";
    /// <summary>The operator of the installation brought the organization back.</summary>
    public const string OrganizationRestore = "organization.restore";
    /// <summary>The operator of the installation wrote everything of the organization into an archive.</summary>
    public const string OrganizationExport = "organization.export";
    /// <summary>The operator of the installation took the organization in from an archive.</summary>
    public const string OrganizationImport = "organization.import";
    /// <summary>An owner let support in for a time, or ended it.</summary>
    public const string SupportConsent = "support.consent";
    /// <summary>A store was opened.</summary>
    public const string StoreCreate = "store.create";
    /// <summary>A store was deleted.</summary>
    public const string StoreDelete = "store.delete";
    /// <summary>A store was archived, or brought back.</summary>
    public const string StoreArchive = "store.archive";
    /// <summary>A store that was to be deleted was brought back.</summary>
    public const string StoreRestore = "store.restore";
    /// <summary>Everything of a store was downloaded.</summary>
    public const string StoreExport = "store.export";
    /// <summary>A store was offered to another organization, or the offer was taken back.</summary>
    public const string StoreOffer = "store.offer";
    /// <summary>A store went to another organization. The receiving one's log has the same entry.</summary>
    public const string StoreTransfer = "store.transfer";
    /// <summary>An order was placed.</summary>
    public const string OrderCreate = "order.create";
    /// <summary>Contact or address of an order was corrected.</summary>
    public const string OrderCorrect = "order.correct";
    /// <summary>Money was taken.</summary>
    public const string PaymentProcess = "payment.process";
    /// <summary>A payment changed: given back, let go.</summary>
    public const string PaymentChange = "payment.change";
    /// <summary>A price was changed.</summary>
    public const string PriceChange = "price.change";
    /// <summary>A setting was changed.</summary>
    public const string SettingsChange = "settings.change";
    /// <summary>Somebody joined the organization.</summary>
    public const string MemberAdd = "member.add";
    /// <summary>Somebody's rights changed.</summary>
    public const string PermissionChange = "permission.change";
    /// <summary>Somebody left or was removed.</summary>
    public const string MemberRemove = "member.remove";
    /// <summary>An API key was made.</summary>
    public const string ApiKeyCreate = "apiKey.create";
    /// <summary>An API key was taken back.</summary>
    public const string ApiKeyRevoke = "apiKey.revoke";
    /// <summary>A webhook was made.</summary>
    public const string WebhookCreate = "webhook.create";
    /// <summary>A webhook changed: its address, what it is told, or that it is off.</summary>
    public const string WebhookChange = "webhook.change";
    /// <summary>A webhook was deleted.</summary>
    public const string WebhookDelete = "webhook.delete";
    /// <summary>A webhook got a new signing secret.</summary>
    public const string WebhookRotate = "webhook.rotate";
    /// <summary>An address was added to a store.</summary>
    public const string DomainAdd = "domain.add";
    /// <summary>An address of a store changed.</summary>
    public const string DomainChange = "domain.change";
    /// <summary>An address was taken from a store.</summary>
    public const string DomainRemove = "domain.remove";
    /// <summary>A subscription to a plan began.</summary>
    public const string SubscriptionStart = "subscription.start";
    /// <summary>A subscription changed: plan, price, status, end.</summary>
    public const string SubscriptionChange = "subscription.change";
    /// <summary>An invoice was made.</summary>
    public const string InvoiceIssue = "invoice.issue";
    /// <summary>An invoice was paid, taken back or given up.</summary>
    public const string InvoiceChange = "invoice.change";
    /// <summary>Staff of the platform began to act in somebody's place.</summary>
    public const string ImpersonationBegin = "impersonation.begin";
    /// <summary>Staff of the platform stopped acting in somebody's place.</summary>
    public const string ImpersonationEnd = "impersonation.end";
    /// <summary>What is held of a person was handed out.</summary>
    public const string PrivacyExport = "privacy.export";
    /// <summary>What was held of a person was erased. Its changes name the halves of entries that went with it.</summary>
    public const string PrivacyErase = "privacy.erase";
    /// <summary>Entries older than the period were removed. Its changes name the last of them: the checkpoint that the chain begins at from then on.</summary>
    public const string AuditExpire = "audit.expire";

    /// <summary>Every name with the words people read.</summary>
    public static readonly IReadOnlyDictionary<string, string> Titles = new Dictionary<string, string>
    {
        [Login] = "Signed in", [Logout] = "Signed out", [PasswordChange] = "Changed the password", [LoginFailed] = "Tried to sign in in vain", [ProofFailed] = "Did not prove who they are", [Lockout] = "Was locked out for a quarter of an hour",
        [TwoFactorOn] = "Turned two-factor sign-in on", [TwoFactorOff] = "Turned two-factor sign-in off", [RecoveryUse] = "Used a recovery code", [RecoveryRenew] = "Made new recovery codes", [PasskeyAdd] = "Added a passkey", [PasskeyRemove] = "Removed a passkey",
        [UserCreate] = "Made an account", [UserDelete] = "Deleted the account",
        [OrganizationCreate] = "Founded the organization", [OrganizationSuspend] = "Suspended the organization", [OrganizationClose] = "Closed the organization", [OrganizationRestore] = "Brought the organization back", [OrganizationExport] = "Exported the organization", [OrganizationImport] = "Imported the organization", [SupportConsent] = "Changed support access", [StoreCreate] = "Opened a store", [StoreDelete] = "Deleted a store", [StoreArchive] = "Archived a store, or brought it back", [StoreRestore] = "Brought a store back", [StoreExport] = "Downloaded a store",
        [StoreOffer] = "Offered a store", [StoreTransfer] = "Handed a store over", [OrderCreate] = "Placed an order", [OrderCorrect] = "Corrected an order", [PaymentProcess] = "Paid", [PaymentChange] = "Payment changed",
        [PriceChange] = "Changed a price", [SettingsChange] = "Changed settings", [ApiKeyCreate] = "Made an API key", [ApiKeyRevoke] = "Took back an API key", [WebhookCreate] = "Made a webhook", [WebhookChange] = "Changed a webhook", [WebhookDelete] = "Deleted a webhook", [WebhookRotate] = "Gave a webhook a new secret", [MemberAdd] = "Joined", [PermissionChange] = "Changed rights", [MemberRemove] = "Left the organization",
        [DomainAdd] = "Added a domain", [DomainChange] = "Changed a domain", [DomainRemove] = "Removed a domain", [SubscriptionStart] = "Began a subscription", [SubscriptionChange] = "Changed the subscription", [InvoiceIssue] = "Made an invoice", [InvoiceChange] = "Changed an invoice",
        [ImpersonationBegin] = "Support began to act for somebody", [ImpersonationEnd] = "Support stopped acting for somebody",
        [PrivacyExport] = "Exported personal data", [PrivacyErase] = "Erased personal data", [AuditExpire] = "Removed old entries",
    };

    /// <summary>The words for a name; the name itself when it has none.</summary>
    public static string Say(string action) => Titles.GetValueOrDefault(action, action);
}
