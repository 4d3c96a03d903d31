using Rendrix.Auditing;
using Rendrix.Tenancy;

namespace Rendrix.Domains;

/// <summary>Where a claim of a domain stands.</summary>
public enum DomainState
{
    /// <summary>Not proven yet; serves nothing.</summary>
    Pending,
    /// <summary>Proven to be the merchant's; does not point here yet.</summary>
    Proven,
    /// <summary>Proven, and shoppers arrive.</summary>
    Active,
    /// <summary>Proven, and no longer points here.</summary>
    Failing,
    /// <summary>The proof is gone; serves nothing until it is proven again with a new value.</summary>
    Lapsed,
}

/// <summary>What a look at DNS changed, for mails and for the addresses of the store.</summary>
public enum DomainNews
{
    /// <summary>Nothing anybody must hear.</summary>
    None,
    /// <summary>The owner proved it; it does not point here yet.</summary>
    Proven,
    /// <summary>It works.</summary>
    Working,
    /// <summary>It stopped pointing here.</summary>
    Stopped,
    /// <summary>It points here again.</summary>
    Back,
    /// <summary>It was away so long, without its proof, that it is given up.</summary>
    Lapsed,
}

/// <summary>
/// A store's claim to a domain. Anybody may claim any name; only the record in its DNS makes a claim more than words, and only the one row of the
/// directory of hosts, unique by name, makes it answer. So a claim takes nothing from anybody.
/// </summary>
[Audited("domain", Created = AuditActions.DomainAdd, Changed = AuditActions.DomainChange, Deleted = AuditActions.DomainRemove, Name = nameof(Name), Fields = [nameof(Name), nameof(State), nameof(IsPrimary)])]
public sealed class DomainClaim : IStoreOwned
{
    /// <summary>Bad looks in a row before an alarm is raised: one may be an accident of the network.</summary>
    public const int BadLooks = 3;
    /// <summary>How long a domain may point elsewhere, without its proof, before it is given up.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromDays(7);
    /// <summary>How long nobody may answer for a domain before that counts as pointing elsewhere.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromHours(48);
    /// <summary>How long an unproven claim is looked at by itself.</summary>
    public static readonly TimeSpan Waiting = TimeSpan.FromDays(14);

    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>The host: lower-case A-labels without the last dot.</summary>
    public string Name { get; set; } = "";
    /// <summary>The value of the TXT record that proves it; made for this claim alone, and anew when it lapses.</summary>
    public string Token { get; set; } = "";
    /// <summary>Where it stands.</summary>
    public DomainState State { get; set; }
    /// <summary>The merchant wants shoppers to be here. In force while the domain is active.</summary>
    public bool IsPrimary { get; set; }
    /// <summary>What was found at the last look.</summary>
    public List<DomainFinding> Findings { get; set; } = [];
    /// <summary>When it was claimed, or claimed anew.</summary>
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>Since when it is proven.</summary>
    public DateTimeOffset? ProvenAt { get; set; }
    /// <summary>The last look.</summary>
    public DateTimeOffset? CheckedAt { get; set; }
    /// <summary>The next look; null when nobody looks by itself any more.</summary>
    public DateTimeOffset? CheckDueAt { get; set; }
    /// <summary>The last look that was good.</summary>
    public DateTimeOffset? GoodAt { get; set; }
    /// <summary>Since when it fails.</summary>
    public DateTimeOffset? FailingSince { get; set; }
    /// <summary>Bad looks since the last good one.</summary>
    public int Bad { get; set; }
    /// <summary>Grows with each save.</summary>
    public int Version { get; set; }

    /// <summary>Whether it holds its name in the directory of hosts.</summary>
    public bool Holds => State is DomainState.Proven or DomainState.Active or DomainState.Failing;

    /// <summary>Begins, or begins anew: with a value of its own, looked at in a minute.</summary>
    public void Begin(DateTimeOffset now) => (State, Token, CreatedAt, CheckDueAt) = (DomainState.Pending, DomainToken.New(), now, Whole(now + WhileWaiting(TimeSpan.Zero)));

    /// <summary>Takes in what a look at DNS found. Whoever calls has already taken the name in the directory when the claim is about to hold it.</summary>
    public DomainNews Take(DomainDiagnosis found, DateTimeOffset now)
    {
        (CheckedAt, Findings) = (now, [.. found.Findings]);
        var good = found.Pointing is Pointing.Here or Pointing.Proxied;
        // Silence is no sign, until it lasts.
        var bad = found.Pointing == Pointing.Elsewhere || found.Pointing == Pointing.Unknown && (GoodAt ?? ProvenAt ?? CreatedAt) < now - Silence;
        var news = (State, found.IsProven, good, bad) switch
        {
            (DomainState.Pending or DomainState.Lapsed, true, _, _) => Prove(good, now),
            (DomainState.Proven or DomainState.Active, _, true, _) => Work(now),
            (DomainState.Failing, _, true, _) => Return(now),
            (DomainState.Proven, false, _, true) when (ProvenAt ?? CreatedAt) + Waiting <= now => Lapse(now),
            (DomainState.Active, _, _, true) when ++Bad >= BadLooks => Fail(now),
            (DomainState.Failing, false, _, true) when FailingSince + Grace <= now => Lapse(now),
            _ => DomainNews.None,
        };
        CheckDueAt = NextLook(now);
        return news;
    }

    /// <summary>Gives the claim up: another store proved the domain, or it was away too long. Only a new record brings it back.</summary>
    public DomainNews Lapse(DateTimeOffset now)
    {
        (State, Token, ProvenAt, FailingSince, GoodAt, Bad, CreatedAt, CheckDueAt) = (DomainState.Lapsed, DomainToken.New(), null, null, null, 0, now, null);
        return DomainNews.Lapsed;
    }

    private DomainNews Prove(bool good, DateTimeOffset now)
    {
        (ProvenAt, Bad, FailingSince) = (now, 0, null);
        State = good ? DomainState.Active : DomainState.Proven;
        if (good) GoodAt = now;
        return good ? DomainNews.Working : DomainNews.Proven;
    }

    private DomainNews Work(DateTimeOffset now)
    {
        var began = State == DomainState.Proven;
        (State, GoodAt, Bad) = (DomainState.Active, now, 0);
        return began ? DomainNews.Working : DomainNews.None;
    }

    private DomainNews Return(DateTimeOffset now)
    {
        (State, GoodAt, Bad, FailingSince) = (DomainState.Active, now, 0, null);
        return DomainNews.Back;
    }

    private DomainNews Fail(DateTimeOffset now)
    {
        (State, FailingSince) = (DomainState.Failing, now);
        return DomainNews.Stopped;
    }

    // Soon while somebody waits before a screen, seldom when nothing is expected to change.
    private DateTimeOffset? NextLook(DateTimeOffset now) => State switch
    {
        DomainState.Pending => now - CreatedAt < Waiting ? Whole(now + WhileWaiting(now - CreatedAt)) : null,
        DomainState.Proven => Whole(now + WhileWaiting(now - (ProvenAt ?? now))),
        DomainState.Active => Whole(now + (Bad > 0 ? TimeSpan.FromMinutes(5) : TimeSpan.FromHours(6))),
        DomainState.Failing => Whole(now + ((now - FailingSince) switch { { TotalHours: < 1 } => TimeSpan.FromMinutes(10), { TotalDays: < 1 } => TimeSpan.FromHours(1), _ => TimeSpan.FromHours(6) })),
        _ => null,
    };

    private static TimeSpan WhileWaiting(TimeSpan age) => age switch
    {
        { TotalMinutes: < 10 } => TimeSpan.FromMinutes(1),
        { TotalHours: < 1 } => TimeSpan.FromMinutes(5),
        { TotalDays: < 2 } => TimeSpan.FromMinutes(30),
        _ => TimeSpan.FromHours(6),
    };

    // The database keeps microseconds; a finer time would not be found again by the message that carries it.
    private static DateTimeOffset Whole(DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds());
}

/// <summary>Values that prove a domain's owner.</summary>
public static class DomainToken
{
    /// <summary>A value nobody can guess: 160 bits.</summary>
    public static string New() => "rendrix-verify=" + Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(20));
}
