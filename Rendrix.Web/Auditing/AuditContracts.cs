using System.Text.Json;
using Rendrix.Auditing;
using Rendrix.Web.Platform.Auditing;

namespace Rendrix.Web.Auditing;

/// <summary>An entry of the audit log.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="At">When.</param>
/// <param name="Action">What, for example settings.change.</param>
/// <param name="Actor">Who.</param>
/// <param name="Subject">To what.</param>
/// <param name="StoreId">In which store, if one.</param>
/// <param name="Changes">Fields before and after; secrets stand as dots. Null once it was erased.</param>
/// <param name="Sequence">Its place in the chain; null for the moment until it has one.</param>
/// <param name="PreviousHash">Hash of the entry before.</param>
/// <param name="Hash">Hash of this one.</param>
/// <param name="ActorHash">Hash over who did it.</param>
/// <param name="ChangeHash">Hash over what changed.</param>
/// <param name="ActorSalt">Salt of the first; null once it was erased.</param>
/// <param name="ChangeSalt">Salt of the second; null once it was erased.</param>
public sealed record AuditEntryResponse(
    Guid Id, string At, string Action, AuditActorResponse Actor, AuditSubjectResponse Subject, Guid? StoreId, IReadOnlyList<AuditChange>? Changes,
    long? Sequence, string? PreviousHash, string? Hash, string ActorHash, string ChangeHash, string? ActorSalt, string? ChangeSalt)
{
    /// <summary>From the stored rows.</summary>
    public static AuditEntryResponse From(AuditRow row) => new(
        row.Entry.Id, Exact(row.Entry.At), row.Entry.Action,
        new(row.Entry.ActorKind, row.Entry.ActorId, row.Detail?.ActorName, row.Detail?.Address, row.Detail?.Device, row.Entry.ImpersonatorId), new(row.Entry.SubjectKind, row.Entry.SubjectId, row.Detail?.SubjectName),
        row.Entry.StoreId, row.Detail?.ChangeSalt is null ? null : ChangesOf(row.Detail), row.Link?.Sequence, row.Link?.PreviousHash, row.Link?.Hash, row.Entry.ActorHash, row.Entry.ChangeHash, row.Detail?.ActorSalt, row.Detail?.ChangeSalt);

    /// <summary>The stored changes; none when there are none.</summary>
    public static IReadOnlyList<AuditChange> ChangesOf(AuditDetail? detail) => detail?.Changes is { } text ? JsonSerializer.Deserialize<List<AuditChange>>(text, AuditTrail.Json) ?? [] : [];

    // With its microseconds, which the hash holds.
    private static string Exact(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Who did it.</summary>
/// <param name="Kind">user, api_key, guest or system.</param>
/// <param name="Id">The person or key.</param>
/// <param name="Name">Their name; null once it was erased.</param>
/// <param name="Address">Network address.</param>
/// <param name="Device">Browser or program.</param>
/// <param name="ImpersonatorId">Who of the platform acted in their place.</param>
public sealed record AuditActorResponse(AuditActorKind Kind, Guid? Id, string? Name, string? Address, string? Device, Guid? ImpersonatorId);

/// <summary>What it was done to.</summary>
/// <param name="Kind">store, order, member, …</param>
/// <param name="Id">The thing.</param>
/// <param name="Name">What it was called; null once it was erased.</param>
public sealed record AuditSubjectResponse(string Kind, Guid? Id, string? Name);

/// <summary>What checking the chain found.</summary>
/// <param name="Intact">Whether every entry is as it was written.</param>
/// <param name="Checked">How many entries were checked.</param>
/// <param name="Since">When the oldest of them was written.</param>
/// <param name="FirstSequence">Its place in the chain.</param>
/// <param name="HeadSequence">The last place in the chain. Keep it with its hash outside: sent along with the next check, they show that nothing was cut off the end.</param>
/// <param name="HeadHash">The hash there.</param>
/// <param name="Waiting">Entries written a moment ago, on their way into the chain.</param>
/// <param name="Break">Where it breaks; null while it is intact.</param>
public sealed record AuditVerdict(bool Intact, long Checked, DateTimeOffset? Since, long? FirstSequence, long? HeadSequence, string? HeadHash, int Waiting, AuditBreak? Break);

/// <summary>Where the chain breaks.</summary>
/// <param name="Sequence">Place in the chain, when it has one.</param>
/// <param name="EntryId">The entry, when it is known.</param>
/// <param name="Problem">What is wrong there.</param>
public sealed record AuditBreak(long? Sequence, Guid? EntryId, string Problem);
