using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Rendrix.Amounts;
using Rendrix.Auditing;
using Rendrix.Tenancy;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Platform.Auditing;

/// <summary>The entries of one unit of work: what is recorded by name, and what marked entities say of themselves when they are saved.</summary>
internal sealed class AuditTrail
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly ConcurrentDictionary<Type, AuditedAttribute?> Marks = new();
    private static readonly string[] NeverSaid = ["TenantId", "Id", "Version", "CreatedAt", "UpdatedAt"];
    private List<Guid> _written = [];

    /// <summary>Ids of the entries since the last call, for the message that puts them into the chain.</summary>
    public List<Guid> Take()
    {
        var taken = _written;
        _written = [];
        return taken;
    }

    /// <summary>Adds one entry with its detail. The changes are masked already.</summary>
    public Guid Add(AppDb db, string action, AuditSubject subject, IEnumerable<AuditChange> changes, AuditActor? by)
    {
        if (db.Tenant == Guid.Empty) throw new InvalidOperationException($"{action} is recorded in a unit of work of the organization it belongs to, not in a global one.");
        // A person is named by who knows them, and where they are by the request; the program itself is nowhere.
        var actor = by is null ? db.Actor : by.Kind == AuditActorKind.System ? by : by with { Address = by.Address ?? db.Actor.Address, Device = by.Device ?? db.Actor.Device, ImpersonatorId = by.ImpersonatorId ?? db.Actor.ImpersonatorId };
        var now = db.Now;
        var id = Guid.CreateVersion7(now);
        var detail = new AuditDetail
        {
            TenantId = db.Tenant, Id = id, ActorSalt = AuditHash.Salt(), ActorName = Given(actor.Name), Address = Given(actor.Address), Device = Given(actor.Device),
            ChangeSalt = AuditHash.Salt(), SubjectName = AuditMask.Mask("name", Given(subject.Name)), Changes = changes.ToList() is { Count: > 0 } told ? JsonSerializer.Serialize(told, Json).Replace("\\u0000", "", StringComparison.Ordinal) : null,
        };
        db.AuditDetails.Add(detail);
        db.AuditEntries.Add(new AuditEntry
        {
            TenantId = db.Tenant, Id = id, At = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)), Action = action, ActorKind = actor.Kind, ActorId = actor.Id, ImpersonatorId = actor.ImpersonatorId,
            StoreId = subject.StoreId ?? db.StoreScope, SubjectKind = subject.Kind, SubjectId = subject.Id, ActorHash = AuditHash.OfActor(detail), ChangeHash = AuditHash.OfChange(detail),
        });
        _written.Add(id);
        return id;
    }

    /// <summary>Records what marked entities are about to be saved. Called once before each save.</summary>
    public void Collect(AppDb db)
    {
        foreach (var entry in db.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToList())
            if (MarkOf(entry.Metadata.ClrType) is { } mark && ActionOf(mark, entry.State) is { } action) Collect(db, entry, mark, action);
    }

    private void Collect(AppDb db, EntityEntry entry, AuditedAttribute mark, string action)
    {
        var changes = ChangesOf(entry, mark);
        if (entry.State == EntityState.Modified && changes.Count == 0) return;
        if (mark.Organization is { } owner && entry.Property(owner).CurrentValue is Guid organization && organization != db.Tenant)
            throw new InvalidOperationException($"A {mark.Subject} is saved in a unit of work of its organization, so that {action} is recorded there.");
        var id = entry.Metadata.FindProperty(mark.Key) is null ? null : entry.Property(mark.Key).CurrentValue as Guid?;
        var name = mark.Name is null ? null : entry.Metadata.ClrType.GetProperty(mark.Name)?.GetValue(entry.Entity)?.ToString();
        var store = mark.Subject == "store" ? id : entry.Entity is IStoreOwned owned ? owned.StoreId : entry.Metadata.FindProperty("StoreId") is null ? null : entry.Property("StoreId").CurrentValue as Guid?;
        Add(db, action, new AuditSubject(mark.Subject, id, name, store), changes, null);
    }

    private static List<AuditChange> ChangesOf(EntityEntry entry, AuditedAttribute mark)
    {
        var changes = new List<AuditChange>();
        foreach (var property in entry.Properties)
        {
            var name = property.Metadata.Name;
            if (mark.Fields.Length > 0 ? !mark.Fields.Contains(name) : NeverSaid.Contains(name) || mark.Except.Contains(name) || name == mark.Key || name == mark.Organization) continue;
            if (entry.State == EntityState.Modified && !property.IsModified) continue;
            var before = entry.State == EntityState.Added ? null : Say(entry, name, property.OriginalValue);
            var after = entry.State == EntityState.Deleted ? null : Say(entry, name, property.CurrentValue);
            if (before == after) continue;
            var field = JsonNamingPolicy.CamelCase.ConvertName(name.EndsWith("Minor", StringComparison.Ordinal) ? name[..^5] : name);
            changes.Add(new AuditChange(field, AuditMask.Mask(field, before), AuditMask.Mask(field, after)));
        }
        return changes;
    }

    // Amounts are said with their currency: minor units mean nothing to who reads the log.
    private static string? Say(EntityEntry entry, string name, object? value) => value switch
    {
        null or "" => null,
        long minor when name.EndsWith("Minor", StringComparison.Ordinal) && entry.Metadata.FindProperty("Currency") is not null && entry.Property("Currency").CurrentValue is string code => $"{Money.FromMinor(minor, code).ToWire()} {code}",
        string text => text,
        Guid id => id.ToString("D"),
        bool yes => yes ? "true" : "false",
        Enum word => AppDbConventions.Snake(word.ToString()),
        DateTimeOffset at => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => JsonSerializer.Serialize(value, value.GetType(), Json),
    };

    private static AuditedAttribute? MarkOf(Type type) => Marks.GetOrAdd(type, static t => t.GetCustomAttribute<AuditedAttribute>());

    private static string? ActionOf(AuditedAttribute mark, EntityState state) => state switch { EntityState.Added => mark.Created, EntityState.Modified => mark.Changed, _ => mark.Deleted };

    // PostgreSQL keeps no NUL in text.
    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Replace("\0", "", StringComparison.Ordinal);
}
