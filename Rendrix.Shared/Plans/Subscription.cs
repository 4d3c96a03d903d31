using Rendrix.Amounts;
using Rendrix.Auditing;
using Rendrix.Tenancy;

namespace Rendrix.Plans;

/// <summary>Where a subscription stands. Every status but the last is live: the plan is in force.</summary>
public enum SubscriptionStatus
{
    /// <summary>In force and not paid for yet.</summary>
    Trialing,
    /// <summary>In force.</summary>
    Active,
    /// <summary>In force while reminders go out.</summary>
    PastDue,
    /// <summary>Over.</summary>
    Canceled,
}

/// <summary>Why a subscription ended.</summary>
public enum SubscriptionEnd
{
    /// <summary>It has not.</summary>
    None,
    /// <summary>Somebody canceled it.</summary>
    Canceled,
    /// <summary>Reminders stayed unanswered.</summary>
    Unpaid,
    /// <summary>Another one took its place.</summary>
    Replaced,
}

/// <summary>The plan an organization has, since when and until when. A unique key lets one be live at a time; those that are over stay as history.</summary>
[Audited("subscription", Created = AuditActions.SubscriptionStart, Changed = AuditActions.SubscriptionChange, Name = nameof(PlanCode), Except = [nameof(DueAt), nameof(SyncedAt)])]
public sealed class Subscription : ITenantOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <summary>The plan.</summary>
    public string PlanCode { get; set; } = "";
    /// <summary>How often it is paid.</summary>
    public BillingInterval Interval { get; set; }
    /// <summary>Where it stands.</summary>
    public SubscriptionStatus Status { get; set; }
    /// <summary>Who bills: manual or stripe.</summary>
    public string Provider { get; set; } = "manual";
    /// <summary>ISO 4217.</summary>
    public string Currency { get; set; } = "USD";
    /// <summary>The price agreed when it began or changed: a later change of the plan's price is for those who come later.</summary>
    public long PriceMinor { get; set; }
    /// <summary>The moment that periods are counted from, so that the 31st comes back after February.</summary>
    public DateTimeOffset Anchor { get; set; }
    /// <summary>Begin of the period under way.</summary>
    public DateTimeOffset PeriodStart { get; set; }
    /// <summary>Its end.</summary>
    public DateTimeOffset PeriodEnd { get; set; }
    /// <summary>When the trial ends or ended; null when there was none.</summary>
    public DateTimeOffset? TrialEndsAt { get; set; }
    /// <summary>When it ends because somebody canceled it; null while it goes on.</summary>
    public DateTimeOffset? CancelAt { get; set; }
    /// <summary>When that was asked for.</summary>
    public DateTimeOffset? CanceledAt { get; set; }
    /// <summary>The smaller plan that follows with the next period; null while the present one goes on.</summary>
    public string? NextPlanCode { get; set; }
    /// <summary>How often that is paid.</summary>
    public BillingInterval NextInterval { get; set; }
    /// <summary>Its price as it was agreed on.</summary>
    public long NextPriceMinor { get; set; }
    /// <summary>When it was over; null while it is live.</summary>
    public DateTimeOffset? EndedAt { get; set; }
    /// <summary>Why it is over.</summary>
    public SubscriptionEnd EndReason { get; set; }
    /// <summary>The next moment at which something happens by itself; null when the provider says when.</summary>
    public DateTimeOffset? DueAt { get; set; }
    /// <summary>Its id at the provider.</summary>
    public string? ProviderId { get; set; }
    /// <summary>When the provider was last asked about it.</summary>
    public DateTimeOffset? SyncedAt { get; set; }
    /// <summary>When it began.</summary>
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>Grows with each save; guards against lost updates.</summary>
    public int Version { get; set; }

    /// <summary>Whether the plan is in force.</summary>
    public bool IsLive => Status != SubscriptionStatus.Canceled;

    /// <summary>The agreed price.</summary>
    public Money Price => Money.FromMinor(PriceMinor, Currency);

    /// <summary>The agreed price of what follows.</summary>
    public Money NextPrice => Money.FromMinor(NextPriceMinor, Currency);

    /// <summary>Begins one of our own billing; the first period is the trial, if there is one.</summary>
    public static Subscription Begin(Guid id, string plan, BillingInterval interval, Money price, DateTimeOffset? trialEndsAt, DateTimeOffset now)
    {
        var begun = new Subscription { Id = id, PlanCode = plan, Interval = interval, Currency = price.Currency.Code, PriceMinor = price.Minor, CreatedAt = now, TrialEndsAt = trialEndsAt };
        if (trialEndsAt is { } ends) (begun.Status, begun.Anchor, begun.PeriodStart, begun.PeriodEnd) = (SubscriptionStatus.Trialing, ends, now, ends);
        else begun.StartPeriods(now);
        begun.DueAt = begun.PeriodEnd;
        return begun;
    }

    /// <summary>Counts periods from a moment on: the first one begins there.</summary>
    public void StartPeriods(DateTimeOffset from)
    {
        (Anchor, PeriodStart, PeriodEnd) = (from, from, BillingPeriod.EndAfter(from, Interval, from));
        if (Status == SubscriptionStatus.Trialing || !IsLive) Status = SubscriptionStatus.Active;
        DueAt = PeriodEnd;
    }

    /// <summary>Goes on to the next period; true when it is to be paid for, false when there is none because it ended.</summary>
    public bool Advance(DateTimeOffset now)
    {
        if (CancelAt <= now) { End(SubscriptionEnd.Canceled, CancelAt!.Value); return false; }
        if (Status == SubscriptionStatus.Trialing)
        {
            (Status, Anchor, PeriodStart) = (SubscriptionStatus.Active, PeriodEnd, PeriodEnd);
        }
        else PeriodStart = PeriodEnd;
        if (NextPlanCode is { } next)
        {
            // Counted from here on where it is paid in another rhythm.
            if (NextInterval != Interval) Anchor = PeriodStart;
            (PlanCode, Interval, PriceMinor) = (next, NextInterval, NextPriceMinor);
            ForgetNext();
        }
        PeriodEnd = BillingPeriod.EndAfter(Anchor, Interval, PeriodStart);
        DueAt = CancelAt is { } ends && ends < PeriodEnd ? ends : PeriodEnd;
        return true;
    }

    /// <summary>Ends with the period that was begun, or with the trial.</summary>
    public void CancelAtPeriodEnd(DateTimeOffset now)
    {
        (CancelAt, CanceledAt) = (PeriodEnd, now);
        ForgetNext();
    }

    /// <summary>Becomes a smaller plan with the next period: what was paid is used up first. One that was canceled goes on with it.</summary>
    public void ChangeAtPeriodEnd(string plan, BillingInterval interval, Money price)
    {
        Resume();
        (NextPlanCode, NextInterval, NextPriceMinor) = (plan, interval, price.Minor);
    }

    /// <summary>Goes on after all, as it is.</summary>
    public void Resume()
    {
        (CancelAt, CanceledAt, DueAt) = (null, null, PeriodEnd);
        ForgetNext();
    }

    /// <summary>Whether a change waits for the end of the period: what was paid for is bigger than what is wanted. In a trial nothing was paid, and nobody waits.</summary>
    public bool WaitsFor(Plan own, Plan wanted, BillingInterval interval) =>
        Status != SubscriptionStatus.Trialing && PriceMinor > 0 && (wanted.Sort < own.Sort || wanted.Code == own.Code && Interval == BillingInterval.Year && interval == BillingInterval.Month);

    private void ForgetNext() => (NextPlanCode, NextInterval, NextPriceMinor) = (null, BillingInterval.Month, 0);

    /// <summary>Is over.</summary>
    public void End(SubscriptionEnd why, DateTimeOffset at)
    {
        (Status, EndReason, EndedAt, DueAt, CanceledAt) = (SubscriptionStatus.Canceled, why, at, null, CanceledAt ?? at);
        ForgetNext();
    }
}
