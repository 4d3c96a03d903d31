using Microsoft.EntityFrameworkCore;
using Rendrix.Auditing;
using Rendrix.Identity;
using Rendrix.Operator;
using Rendrix.Refusals;
using Rendrix.Web.Identity;
using Rendrix.Web.Operator.Tenants;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Operator.Support;

/// <summary>
/// Opens and ends sessions in which somebody of the platform sees an organization's dashboard in an owner's place: with a reason, with the owners' consent or by breaking
/// the glass, which tells them at once; for an hour at most, and looking only (docs/decisions/0067).
/// </summary>
public sealed class BeginSupport(PlatformTransactions platform, TimeProvider clock)
{
    /// <summary>Owners have not let support in, and nobody broke the glass.</summary>
    public static Refusal NoConsent { get; } = new("FORBIDDEN", "The owners have not let support in. Ask them to, under Settings, Organization; or break the glass, which tells them at once.", StatusCodes.Status403Forbidden);

    /// <summary>Opens a session; answers its id.</summary>
    /// <param name="by">Who, freshly proven.</param>
    /// <param name="organization">Where.</param>
    /// <param name="reason">Why; the owners read it.</param>
    /// <param name="breakGlass">Whether to go in without consent.</param>
    /// <param name="from">The browser.</param>
    /// <param name="ct">Cancellation.</param>
    public async Task<Guid> RunAsync(PlatformPerson by, Guid organization, string? reason, bool breakGlass, Device from, CancellationToken ct)
    {
        var admin = by.UserId ?? throw new InvalidOperationException("A command has no browser.");
        var why = SuspendTenant.Reason(reason);
        await using var db = await platform.BeginAsync(by, "support", organization, ct);
        var place = await SuspendTenant.LockAsync(db, organization, ct);
        var now = clock.GetUtcNow();
        var consent = place.SupportUntil is { } until && until > now ? until : (DateTimeOffset?)null;
        if (consent is null && !breakGlass) throw new RefusedException(NoConsent);
        var owner = await db.Memberships.Where(m => m.OrganizationId == organization && m.Role == Role.Owner).OrderBy(m => m.JoinedAt).Select(m => (Guid?)m.UserId).FirstOrDefaultAsync(ct)
            ?? throw new RefusedException(new Refusal("INVALID_TRANSITION", "Nobody owns this organization, so there is nobody in whose place to look.", StatusCodes.Status409Conflict));
        var ends = consent is { } allowed && allowed < now + SupportSession.Longest ? allowed : now + SupportSession.Longest;
        // To the whole second, so that the message of its end names the moment that the row keeps.
        ends = DateTimeOffset.FromUnixTimeSeconds(ends.ToUnixTimeSeconds());
        var session = new SupportSession
        {
            Id = Sessions.OpenForSupport(db, owner, organization, from, now, ends - now), AdminId = admin, AdminSessionId = by.SessionId, OrganizationId = organization, OwnerId = owner,
            Reason = why, BrokeGlass = consent is null, StartedAt = now, EndsAt = ends,
        };
        db.SupportSessions.Add(session);
        Audit.Record(db, AuditActions.ImpersonationBegin, new("organization", organization, place.Name), [new("reason", null, why), new("until", null, ends.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture)), new("consent", null, consent is null ? "none, glass broken" : "given")],
            new AuditActor(AuditActorKind.User, owner, $"{by.Name}, support", ImpersonatorId: admin));
        platform.Record(db, by, PlatformActions.SupportBegin, organization, place.Name, why, consent is null ? "without consent" : "with consent");
        if (session.BrokeGlass) db.Publish(new GlassBroken(by.Name, why, ends));
        db.Publish(new SupportTimeOver(session.Id, ends));
        await db.CommitAsync(ct);
        return session.Id;
    }

    /// <summary>Ends a session before its time; answers where its admin came from, or null when it is over already.</summary>
    public async Task<SupportSession?> EndAsync(Guid session, CancellationToken ct)
    {
        // Whoever holds the session may end it; no more is asked, and no more is done.
        await using var look = await platform.BeginAsync(PlatformPerson.CommandLine, "support", ct);
        if (await look.SupportSessions.AsNoTracking().FirstOrDefaultAsync(s => s.Id == session, ct) is not { } found) return null;
        var admin = await look.Users.Where(u => u.Id == found.AdminId).Select(u => u.FirstName + " " + u.LastName).FirstAsync(ct);
        var by = new PlatformPerson(found.AdminId, admin.Trim(), "", session);
        await using var db = await platform.BeginAsync(by, "support", found.OrganizationId, ct);
        var now = clock.GetUtcNow();
        // Of two who end it at once, one does.
        if (await db.SupportSessions.Where(s => s.Id == session && s.EndedAt == null).ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, now), ct) == 1)
        {
            await Sessions.RevokeAsync(db, session, now, ct);
            var name = await db.Organizations.Where(o => o.Id == found.OrganizationId).Select(o => o.Name).FirstOrDefaultAsync(ct) ?? "";
            Audit.Record(db, AuditActions.ImpersonationEnd, new("organization", found.OrganizationId, name), by: new AuditActor(AuditActorKind.User, found.OwnerId, $"{by.Name}, support", ImpersonatorId: found.AdminId));
            platform.Record(db, by, PlatformActions.SupportEnd, found.OrganizationId, name);
            await db.CommitAsync(ct);
        }
        // Not forgotten at once: the page that ends it would hear of it, and go to sign in while the browser is on its way back. Nobody remembers a session for longer than seconds.
        return found;
    }
}
