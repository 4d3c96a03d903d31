using Rendrix.Tenancy;

namespace Rendrix.Auditing;

/// <summary>What kind of hand did it.</summary>
public enum AuditActorKind
{
    /// <summary>A person who is signed in.</summary>
    User,
    /// <summary>A program with an API key.</summary>
    ApiKey,
    /// <summary>Somebody without an account: a shopper.</summary>
    Guest,
    /// <summary>The program itself: a job, a message delivered.</summary>
    System,
}

/// <summary>
/// Something that was done and must be answerable for. Written in the transaction of the deed and never changed: the app's role may insert and read.
/// It holds ids only; what names a person lies in <see cref="AuditDetail"/> and is bound here by two hashes, so that it can be erased without breaking the chain.
/// </summary>
public sealed class AuditEntry : ITenantOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <summary>When, to the microsecond, which is what the database keeps.</summary>
    public DateTimeOffset At { get; set; }
    /// <summary>What: <c>settings.change</c>, see <see cref="AuditActions"/>.</summary>
    public string Action { get; set; } = "";
    /// <summary>Kind of hand.</summary>
    public AuditActorKind ActorKind { get; set; }
    /// <summary>The person or key, if one.</summary>
    public Guid? ActorId { get; set; }
    /// <summary>The person of the platform who acted in the actor's place, if one did.</summary>
    public Guid? ImpersonatorId { get; set; }
    /// <summary>The store it is about, if one.</summary>
    public Guid? StoreId { get; set; }
    /// <summary>Kind of thing it was done to: store, order, member, …</summary>
    public string SubjectKind { get; set; } = "";
    /// <summary>The thing.</summary>
    public Guid? SubjectId { get; set; }
    /// <summary>Hash over who did it from where, see <see cref="AuditHash"/>.</summary>
    public string ActorHash { get; set; } = "";
    /// <summary>Hash over the subject's name and what changed.</summary>
    public string ChangeHash { get; set; } = "";
}

/// <summary>The part of an entry that may name people. Each half has a salt of its own; without it nobody can guess the half back from its hash.</summary>
public sealed class AuditDetail : ITenantOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <summary>The entry's id.</summary>
    public Guid Id { get; set; }
    /// <summary>Salt of the actor's half; null once it was erased.</summary>
    public string? ActorSalt { get; set; }
    /// <summary>Name of who did it.</summary>
    public string? ActorName { get; set; }
    /// <summary>Network address it came from.</summary>
    public string? Address { get; set; }
    /// <summary>What the browser or program calls itself.</summary>
    public string? Device { get; set; }
    /// <summary>Salt of the change's half; null once it was erased.</summary>
    public string? ChangeSalt { get; set; }
    /// <summary>What the thing was called then.</summary>
    public string? SubjectName { get; set; }
    /// <summary>A JSON array of <see cref="AuditChange"/>, as text: what is hashed is what is stored, to the byte.</summary>
    public string? Changes { get; set; }
}

/// <summary>A link of the organization's chain: each holds the hash of the one before, so that a row that was changed, moved or taken out shows.</summary>
public sealed class AuditLink : ITenantOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <summary>The entry's id.</summary>
    public Guid Id { get; set; }
    /// <summary>1, 2, 3, … without gaps.</summary>
    public long Sequence { get; set; }
    /// <summary>Hash of the link before; zeros for the first.</summary>
    public string PreviousHash { get; set; } = "";
    /// <summary>Hash over the one before and the entry.</summary>
    public string Hash { get; set; } = "";
}

/// <summary>One field before and after. Secrets stand as dots.</summary>
/// <param name="Field">Its name, camel case.</param>
/// <param name="Before">What it was; null when there was nothing.</param>
/// <param name="After">What it is; null when there is nothing any more.</param>
public sealed record AuditChange(string Field, string? Before, string? After);

/// <summary>What something was done to.</summary>
/// <param name="Kind">store, order, member, …</param>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is called now; may name a person.</param>
/// <param name="StoreId">Its store; left out, the store of the request.</param>
public sealed record AuditSubject(string Kind, Guid? Id, string? Name = null, Guid? StoreId = null);

/// <summary>Who did something and from where.</summary>
/// <param name="Kind">Kind of hand.</param>
/// <param name="Id">The person or key.</param>
/// <param name="Name">Their name.</param>
/// <param name="Address">Network address.</param>
/// <param name="Device">Browser or program.</param>
/// <param name="ImpersonatorId">Who of the platform acted in their place.</param>
public sealed record AuditActor(AuditActorKind Kind, Guid? Id, string? Name, string? Address = null, string? Device = null, Guid? ImpersonatorId = null)
{
    /// <summary>The program itself.</summary>
    public static readonly AuditActor System = new(AuditActorKind.System, null, null);
}
