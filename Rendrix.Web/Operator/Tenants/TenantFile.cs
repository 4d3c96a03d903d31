using Microsoft.EntityFrameworkCore;
using Rendrix.Domains;
using Rendrix.Identity;
using Rendrix.Integrations;
using Rendrix.Operator;
using Rendrix.Refusals;
using Rendrix.Stores;
using Rendrix.Web.Auditing;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Operator.Tenants;

/// <summary>A store of an organization.</summary>
public sealed record TenantStoreRow(Guid Id, string Name, string Subdomain, string? Domain, StoreStatus Status, int Products);

/// <summary>Somebody who works there.</summary>
public sealed record TenantMemberRow(Guid UserId, string Name, string Email, Role Role, bool Confirmed, bool SecondFactor, DateTimeOffset? SeenAt);

/// <summary>Something that is wrong there.</summary>
/// <param name="Kind">What: a message, an import, a domain.</param>
/// <param name="Subject">Which.</param>
/// <param name="Problem">What it said.</param>
/// <param name="At">Since when.</param>
/// <param name="SetAside">Whether nothing will happen unless somebody acts.</param>
public sealed record TenantProblem(string Kind, string Subject, string Problem, DateTimeOffset At, bool SetAside);

/// <summary>Everything the page of one organization shows.</summary>
public sealed record TenantFileView(TenantRow Row, Organization Organization)
{
    /// <summary>Its stores by name.</summary>
    public IReadOnlyList<TenantStoreRow> Stores { get; init; } = [];
    /// <summary>Its people, owners first.</summary>
    public IReadOnlyList<TenantMemberRow> Members { get; init; } = [];
    /// <summary>What is wrong, newest first.</summary>
    public IReadOnlyList<TenantProblem> Problems { get; init; } = [];
    /// <summary>Name and size of what it holds.</summary>
    public IReadOnlyList<(string What, long Count)> Usage { get; init; } = [];
    /// <summary>The newest entries of its own audit log.</summary>
    public IReadOnlyList<AuditRow> Activity { get; init; } = [];
    /// <summary>What the platform did to it, newest first.</summary>
    public IReadOnlyList<PlatformEntry> PlatformLog { get; init; } = [];
    /// <summary>People of the platform who are in it as support right now.</summary>
    public IReadOnlyList<SupportSession> Support { get; init; } = [];
}

/// <summary>Reads one organization for the people who run the installation.</summary>
public sealed class TenantFile(PlatformTransactions platform, TenantDirectory directory, TimeProvider clock)
{
    private const int Most = 50;

    /// <summary>The organization; refuses with 404 when there is none.</summary>
    public async Task<TenantFileView> ReadAsync(PlatformPerson by, Guid organization, CancellationToken ct)
    {
        // A unit of work in that tenant: every read below is held to it by the filters of the model.
        await using var db = await platform.BeginAsync(by, "tenant", organization, ct);
        var row = await directory.RowAsync(db, organization, ct) ?? throw new RefusedException(Refusal.NotFound("organization"));
        var now = clock.GetUtcNow();
        var members = await (from member in db.Memberships
                             where member.OrganizationId == organization
                             join user in db.Users on member.UserId equals user.Id
                             orderby member.JoinedAt
                             select new { member.Role, user.Id, Name = user.FirstName + " " + user.LastName, user.Email, user.EmailConfirmed, user.TwoFactorEnabled, Seen = db.Sessions.Where(s => s.UserId == user.Id).Max(s => (DateTimeOffset?)s.SeenAt) }).Take(Most).ToListAsync(ct);
        return new TenantFileView(row, await db.Organizations.AsNoTracking().FirstAsync(o => o.Id == organization, ct))
        {
            Stores = await db.Stores.AsNoTracking().OrderBy(s => s.Name).Take(Most).Select(s => new TenantStoreRow(s.Id, s.Name, s.Subdomain, s.PrimaryDomain, s.Status, db.Products.Count(p => p.StoreId == s.Id))).ToListAsync(ct),
            Members = [.. members.OrderBy(m => m.Role).Select(m => new TenantMemberRow(m.Id, m.Name.Trim(), m.Email!, m.Role, m.EmailConfirmed, m.TwoFactorEnabled, m.Seen))],
            Problems = await ProblemsAsync(db, now, ct),
            Usage = [("Products", await db.Products.LongCountAsync(ct)), ("Variants", await db.Variants.LongCountAsync(ct)), ("Orders", await db.Orders.LongCountAsync(ct)), ("Pages", await db.Pages.LongCountAsync(ct)),
                ("Pictures and files", await db.MediaFiles.LongCountAsync(ct)), ("Entries of its audit log", await db.AuditEntries.LongCountAsync(ct))],
            Activity = await db.AuditPageAsync(new AuditFilter(), null, 12, ct),
            PlatformLog = await db.PlatformLog.AsNoTracking().Where(e => e.OrganizationId == organization).OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(12).ToListAsync(ct),
            Support = await db.SupportSessions.AsNoTracking().Where(s => s.OrganizationId == organization && s.EndedAt == null && s.EndsAt > now).ToListAsync(ct),
        };
    }

    private static async Task<IReadOnlyList<TenantProblem>> ProblemsAsync(AppDb db, DateTimeOffset now, CancellationToken ct)
    {
        var week = now.AddDays(-7);
        var messages = await db.OutboxMessages.AsNoTracking().Where(m => m.DoneAt == null && m.LastError != null).OrderByDescending(m => m.CreatedAt).Take(Most).ToListAsync(ct);
        var domains = await db.DomainClaims.AsNoTracking().Where(c => c.State == DomainState.Failing).OrderBy(c => c.Name).Take(Most).ToListAsync(ct);
        var imports = await db.ImportJobs.AsNoTracking().Where(j => j.Status == ImportStatus.Failed && j.FinishedAt > week).OrderByDescending(j => j.FinishedAt).Take(Most).ToListAsync(ct);
        return
        [
            .. messages.Select(m => new TenantProblem(MessageKind.IsMail(m.Consumer) ? "Mail" : "Job", MessageKind.Say(m.Topic, m.Consumer), m.LastError ?? "", m.CreatedAt, m.QuarantinedAt is not null))
                .Concat(domains.Select(c => new TenantProblem("Domain", c.Name, "It does not lead here any more", c.FailingSince ?? c.CheckedAt ?? now, false)))
                .Concat(imports.Select(j => new TenantProblem("Import", j.FileName, "The import failed", j.FinishedAt ?? now, true)))
                .OrderByDescending(p => p.At),
        ];
    }
}

/// <summary>Messages of the outbox as people read them.</summary>
public static class MessageKind
{
    /// <summary>Whether a consumer writes mails: those are classes in a room's Emails folder.</summary>
    public static bool IsMail(string consumer) => consumer.StartsWith("Send", StringComparison.Ordinal) && consumer.Contains("Mail", StringComparison.Ordinal);

    /// <summary>"order.placed → SendOrderMails".</summary>
    public static string Say(string topic, string consumer) => $"{topic} → {consumer}";
}
