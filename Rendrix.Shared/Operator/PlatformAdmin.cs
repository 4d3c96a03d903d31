namespace Rendrix.Operator;

/// <summary>A person who runs the installation, beside whatever they are in organizations. Global.</summary>
public sealed class PlatformAdmin
{
    /// <summary>The person.</summary>
    public Guid UserId { get; set; }
    /// <summary>Since when.</summary>
    public DateTimeOffset GrantedAt { get; set; }
    /// <summary>The person who granted it; null for one that the command line made.</summary>
    public Guid? GrantedBy { get; set; }
}

/// <summary>What was done from the platform's own area, by whom, from where and why. Global; added to and never changed.</summary>
public sealed class PlatformEntry
{
    /// <summary>UUIDv7.</summary>
    public Guid Id { get; set; }
    /// <summary>When.</summary>
    public DateTimeOffset At { get; set; }
    /// <summary>What: one of <see cref="PlatformActions"/>.</summary>
    public string Action { get; set; } = "";
    /// <summary>Who; null for the command line.</summary>
    public Guid? ActorId { get; set; }
    /// <summary>Their name as it was then.</summary>
    public string ActorName { get; set; } = "";
    /// <summary>Network address.</summary>
    public string? Address { get; set; }
    /// <summary>The organization it was done to, if one.</summary>
    public Guid? OrganizationId { get; set; }
    /// <summary>What it was done to, by name.</summary>
    public string Subject { get; set; } = "";
    /// <summary>Why, as given.</summary>
    public string? Reason { get; set; }
    /// <summary>What changed, in words.</summary>
    public string? Detail { get; set; }
}

/// <summary>Names of what the platform's log records, with the words people read. Names are never changed.</summary>
public static class PlatformActions
{
    /// <summary>A person may run the installation.</summary>
    public const string AdminGrant = "admin.grant";
    /// <summary>A person may not run it any more.</summary>
    public const string AdminRevoke = "admin.revoke";
    /// <summary>An organization was suspended.</summary>
    public const string TenantSuspend = "tenant.suspend";
    /// <summary>An organization was closed.</summary>
    public const string TenantClose = "tenant.close";
    /// <summary>An organization was brought back.</summary>
    public const string TenantRestore = "tenant.restore";
    /// <summary>Somebody began to act as support in an organization.</summary>
    public const string SupportBegin = "support.begin";
    /// <summary>Support ended.</summary>
    public const string SupportEnd = "support.end";
    /// <summary>A feature was switched for everybody or one organization.</summary>
    public const string FlagChange = "flag.change";
    /// <summary>An announcement was written, changed or taken back.</summary>
    public const string Announce = "announcement.change";
    /// <summary>Failed messages were sent on their way again.</summary>
    public const string JobRetry = "job.retry";
    /// <summary>Templates on offer were changed.</summary>
    public const string TemplateChange = "template.change";
    /// <summary>An organization was taken out as an archive.</summary>
    public const string TenantExport = "tenant.export";
    /// <summary>An organization was brought in from an archive.</summary>
    public const string TenantImport = "tenant.import";

    /// <summary>A plan was made or changed.</summary>
    public const string PlanChange = "plan.change";
    /// <summary>An organization was given a plan.</summary>
    public const string PlanGrant = "plan.grant";
    /// <summary>An invoice was paid, or taken back.</summary>
    public const string InvoiceSettle = "invoice.settle";

    /// <summary>Every name with its words.</summary>
    public static readonly IReadOnlyDictionary<string, string> Titles = new Dictionary<string, string>
    {
        [AdminGrant] = "Made somebody an admin", [AdminRevoke] = "Took an admin's right", [TenantSuspend] = "Suspended", [TenantClose] = "Closed", [TenantRestore] = "Restored",
        [SupportBegin] = "Opened as support", [SupportEnd] = "Ended support", [FlagChange] = "Switched a feature", [Announce] = "Announced", [JobRetry] = "Sent messages again",
        [TemplateChange] = "Changed the themes on offer", [PlanChange] = "Changed a plan", [PlanGrant] = "Gave a plan", [InvoiceSettle] = "Settled an invoice", [TenantExport] = "Exported", [TenantImport] = "Imported",
    };

    /// <summary>The words for a name.</summary>
    public static string Say(string action) => Titles.GetValueOrDefault(action, action);
}
