using Rendrix.Operator;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Operator;

/// <summary>
/// Somebody whose right to run the installation was asked of the database a moment ago. <see cref="CurrentAdmin"/> makes one, and the command line; whatever
/// reads or writes across tenants takes one, so that nothing of this room can be called without the question having been asked.
/// </summary>
public sealed record PlatformPerson
{
    internal PlatformPerson(Guid? userId, string name, string email, Guid sessionId) => (UserId, Name, Email, SessionId) = (userId, name, email, sessionId);

    /// <summary>The person; null for the command line.</summary>
    public Guid? UserId { get; }
    /// <summary>Their name.</summary>
    public string Name { get; }
    /// <summary>Their address.</summary>
    public string Email { get; }
    /// <summary>The sign-in they act in.</summary>
    public Guid SessionId { get; }

    /// <summary>Whoever has the owner's connection to the database.</summary>
    internal static PlatformPerson CommandLine { get; } = new(null, "Command line", "", Guid.Empty);
}

/// <summary>Opens units of work across tenants for people who run the installation; the database's role for it is reached from here and nowhere else in this room.</summary>
public sealed class PlatformTransactions(PlatformAccess platform, OutboxWriter outbox, TimeProvider clock, CurrentActor? actor = null)
{
    /// <summary>A unit of work over everything: global tables, and tenants' where a query says so.</summary>
    public Task<AppDb> BeginAsync(PlatformPerson by, string why, CancellationToken ct) => BeginAsync(by, why, Guid.Empty, ct);

    /// <summary>A unit of work in one tenant, whose audit log and outbox it writes.</summary>
    public Task<AppDb> BeginAsync(PlatformPerson by, string why, Guid tenant, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(by);
        return platform.BeginAsync(why, tenant, outbox, actor, ct);
    }

    /// <summary>Adds to the platform's log what is being done, in the same commit.</summary>
    public void Record(AppDb db, PlatformPerson by, string action, Guid? organization, string subject, string? reason = null, string? detail = null) => db.PlatformLog.Add(new PlatformEntry
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()), At = clock.GetUtcNow(), Action = action, ActorId = by.UserId, ActorName = Cut(by.Name, 255)!, Address = actor?.Now.Address,
        OrganizationId = organization, Subject = Cut(subject, 300)!, Reason = Cut(reason, 1000), Detail = Cut(detail, 2000),
    });

    private static string? Cut(string? text, int longest) => text is null || text.Length <= longest ? text : text[..longest];
}
