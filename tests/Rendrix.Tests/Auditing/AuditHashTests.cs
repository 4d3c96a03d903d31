using Rendrix.Auditing;

namespace Rendrix.Tests.Auditing;

public sealed class AuditHashTests
{
    private static readonly DateTimeOffset At = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero).AddMicroseconds(123456);

    private static AuditEntry Entry() => new()
    {
        TenantId = Guid.Parse("019aaaaa-0000-7000-8000-000000000001"), Id = Guid.Parse("019aaaaa-0000-7000-8000-000000000002"), At = At, Action = "settings.change", ActorKind = AuditActorKind.User,
        ActorId = Guid.Parse("019aaaaa-0000-7000-8000-000000000003"), SubjectKind = "store", SubjectId = Guid.Parse("019aaaaa-0000-7000-8000-000000000004"), ActorHash = new('a', 64), ChangeHash = new('b', 64),
    };

    /// <summary>Written out, because exports of years ago must still check: whoever changes the form breaks every chain there is.</summary>
    [Fact]
    public void A_link_is_the_sha256_of_a_json_array_that_anybody_can_write()
    {
        var json = $"[\"{AuditHash.Zero}\",\"1\",\"019aaaaa-0000-7000-8000-000000000001\",\"019aaaaa-0000-7000-8000-000000000002\",\"2026-01-31T12:00:00.123456Z\",\"settings.change\",\"user\",\"019aaaaa-0000-7000-8000-000000000003\",null,null,\"store\",\"019aaaaa-0000-7000-8000-000000000004\",\"{new string('a', 64)}\",\"{new string('b', 64)}\"]";
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(json))), AuditHash.OfLink(AuditHash.Zero, 1, Entry()));
    }

    private static Action<AuditEntry>[] Changes =>
    [
        e => e.TenantId = Guid.Empty, e => e.Id = Guid.Empty, e => e.At = e.At.AddMicroseconds(1), e => e.Action = "x", e => e.ActorKind = AuditActorKind.System, e => e.ActorId = null, e => e.ImpersonatorId = e.ActorId,
        e => e.StoreId = e.SubjectId, e => e.SubjectKind = "x", e => e.SubjectId = null, e => e.ActorHash = AuditHash.Zero, e => e.ChangeHash = AuditHash.Zero,
    ];

    [Fact]
    public void Every_column_the_sequence_and_the_link_before_count()
    {
        var seen = new HashSet<string> { AuditHash.OfLink(AuditHash.Zero, 1, Entry()), AuditHash.OfLink(AuditHash.Zero, 2, Entry()), AuditHash.OfLink(new('1', 64), 1, Entry()) };
        foreach (var change in Changes)
        {
            var entry = Entry();
            change(entry);
            Assert.True(seen.Add(AuditHash.OfLink(AuditHash.Zero, 1, entry)));
        }
    }

    [Fact]
    public void Values_cannot_wander_from_one_field_into_the_next()
    {
        Assert.NotEqual(AuditHash.OfActor(new AuditDetail { ActorSalt = "s", ActorName = "a", Address = "b" }), AuditHash.OfActor(new AuditDetail { ActorSalt = "s", ActorName = "a\",\"b" }));
        Assert.NotEqual(AuditHash.OfChange(new AuditDetail { ChangeSalt = "s", SubjectName = null, Changes = "" }), AuditHash.OfChange(new AuditDetail { ChangeSalt = "s", SubjectName = "", Changes = null }));
    }
}
