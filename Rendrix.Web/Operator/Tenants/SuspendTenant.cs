using Microsoft.EntityFrameworkCore;
using Rendrix.Auditing;
using Rendrix.Operator;
using Rendrix.Refusals;
using Rendrix.Web.Identity;
using Rendrix.Web.Organizations;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Operator.Tenants;

/// <summary>
/// Suspends an organization, closes it with 30 days to think, and brings it back. Its shops answer that they are closed, its people can look and change nothing and
/// are told why, its owners get a mail. Recorded in its own audit log and in the platform's, in the commit of the deed.
/// </summary>
public sealed class SuspendTenant(PlatformTransactions platform, TimeProvider clock)
{
    /// <summary>Longest reason.</summary>
    public const int LongestReason = 500;

    /// <summary>Suspends it. The reason is what its people read.</summary>
    public async Task<Organization> RunAsync(PlatformPerson by, Guid organization, string? reason, CancellationToken ct)
    {
        var why = Reason(reason);
        await using var db = await platform.BeginAsync(by, "suspend", organization, ct);
        var place = await LockAsync(db, organization, ct);
        if (place.SuspendedAt is not null) throw Not("This organization is suspended already.");
        (place.SuspendedAt, place.SuspendedReason, place.SuspendedBy) = (clock.GetUtcNow(), why, by.Name);
        db.Publish(new TenantSuspended(why));
        return await FinishAsync(db, by, place, AuditActions.OrganizationSuspend, PlatformActions.TenantSuspend, why, "active", "suspended", ct);
    }

    /// <summary>Closes it: suspended at once, and gone for good after 30 days unless it is brought back. Its owners cannot bring it back themselves.</summary>
    public async Task<Organization> CloseAsync(PlatformPerson by, Guid organization, string? reason, CancellationToken ct)
    {
        var why = Reason(reason);
        await using var db = await platform.BeginAsync(by, "close", organization, ct);
        var place = await LockAsync(db, organization, ct);
        if (place.EndsAt is not null && place.SuspendedAt is not null) throw Not("This organization is closed already.");
        var before = place.SuspendedAt is not null ? "suspended" : place.EndsAt is not null ? "being deleted" : "active";
        // To the whole second, so that the message and the row, which keeps fewer digits than the clock has, name the same moment. One whose owners
        // gave it up keeps its day.
        var ends = place.EndsAt ?? DateTimeOffset.FromUnixTimeSeconds((clock.GetUtcNow() + CloseOrganization.Grace).ToUnixTimeSeconds());
        if (place.EndsAt is null) db.Publish(new OrganizationEndingDue(ends));
        (place.SuspendedAt, place.SuspendedReason, place.SuspendedBy, place.EndsAt) = (place.SuspendedAt ?? clock.GetUtcNow(), why, by.Name, ends);
        db.Publish(new TenantClosed(why, ends));
        return await FinishAsync(db, by, place, AuditActions.OrganizationClose, PlatformActions.TenantClose, why, before, "closed", ct);
    }

    /// <summary>Brings it back, whether it was suspended, closed, or given up by its owners.</summary>
    public async Task<Organization> RestoreAsync(PlatformPerson by, Guid organization, string? reason, CancellationToken ct)
    {
        var why = Reason(reason);
        await using var db = await platform.BeginAsync(by, "restore", organization, ct);
        var place = await LockAsync(db, organization, ct);
        if (place.SuspendedAt is null && place.EndsAt is null) throw Not("This organization works; there is nothing to bring back.");
        // From its end on it is being taken apart, and half an organization must not come back.
        if (place.EndsAt <= clock.GetUtcNow()) throw Not("The time to bring this organization back is over.");
        var before = place.EndsAt is not null ? "closed" : "suspended";
        (place.SuspendedAt, place.SuspendedReason, place.SuspendedBy, place.EndsAt) = (null, null, null, null);
        db.Publish(new TenantRestored());
        return await FinishAsync(db, by, place, AuditActions.OrganizationRestore, PlatformActions.TenantRestore, why, before, "active", ct);
    }

    // Shops and open dashboards learn of it with the commit.
    private async Task<Organization> FinishAsync(AppDb db, PlatformPerson by, Organization place, string action, string platformAction, string why, string before, string after, CancellationToken ct)
    {
        Audit.Record(db, action, new("organization", place.Id, place.Name), [new("state", before, after), new("reason", null, why)], OfPlatform(by));
        platform.Record(db, by, platformAction, place.Id, place.Name, why, $"{before} → {after}");
        foreach (var store in await db.Stores.Select(s => s.Id).ToListAsync(ct)) await db.TellStoreChangedAsync(store, ct);
        await db.TellAccessChangedAsync(place.Id, ct);
        await db.CommitAsync(ct);
        return place;
    }

    /// <summary>How a tenant's own log names who acted for the platform.</summary>
    internal static AuditActor OfPlatform(PlatformPerson by) => by.UserId is { } id ? new AuditActor(AuditActorKind.User, id, $"{by.Name}, support") : AuditActor.System;

    internal static async Task<Organization> LockAsync(AppDb db, Guid organization, CancellationToken ct) =>
        await db.Organizations.FromSql($"select * from organizations where id = {organization} for update").FirstOrDefaultAsync(ct) ?? throw new RefusedException(Refusal.NotFound("organization"));

    internal static string Reason(string? reason)
    {
        var text = reason?.Trim() ?? "";
        var errors = new FieldErrors();
        errors.Require(text.Length is >= 3 and <= LongestReason && !text.Any(c => char.IsControl(c) && c is not '\n' and not '\r'), "reason", $"Say why, in 3 to {LongestReason} characters; the people of the organization read it");
        errors.ThrowIfAny();
        return text;
    }

    private static RefusedException Not(string why) => new(new Refusal("INVALID_TRANSITION", why, StatusCodes.Status409Conflict));
}
