using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Plans;
using Rendrix.Refusals;
using Rendrix.Web.Organizations;
using Rendrix.Web.Plans.Billing;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Plans;

/// <summary>Ends the live subscription, at once or with the period that was paid, and takes that, or a smaller plan that was to follow, back while it has not come true.</summary>
public sealed class CancelSubscription(TenantTransactions transactions, BillingProviders providers)
{
    /// <summary>Ends it and answers it as it is then. At once, the unused time becomes credit where the installation gives it.</summary>
    public async Task<Subscription> RunAsync(Guid organization, Guid actor, bool now, Action<int>? demandMatch, CancellationToken ct)
    {
        var live = await LiveAsync(organization, actor, demandMatch, ct);
        return await providers.Of(live).CancelAsync(live, actor, now, ct);
    }

    /// <summary>Lets it go on after all.</summary>
    public async Task<Subscription> ResumeAsync(Guid organization, Guid actor, Action<int>? demandMatch, CancellationToken ct)
    {
        var live = await LiveAsync(organization, actor, demandMatch, ct);
        if (live is { CancelAt: null, NextPlanCode: null }) throw new RefusedException(new Refusal("INVALID_TRANSITION", "This subscription was not canceled and no smaller plan follows, so there is nothing to take back.", StatusCodes.Status409Conflict));
        return await providers.Of(live).ResumeAsync(live, actor, ct);
    }

    /// <summary>Where payments and invoices are looked after.</summary>
    public async Task<string> PortalAsync(Guid organization, Guid actor, string? returnPath, CancellationToken ct)
    {
        var code = providers.Current.Code;
        await using (var db = await transactions.BeginAsync(organization, null, ct))
        {
            (await Roster.OpenAsync(db, organization, actor, ct)).Demand(Permission.ManageBilling);
            if (await db.Subscriptions.AsNoTracking().FirstOrDefaultAsync(s => s.Status != SubscriptionStatus.Canceled, ct) is { } live) code = live.Provider;
        }
        return await providers.Of(code).PortalAsync(organization, actor, Platform.Http.LocalPath.Or(returnPath, "/organizations"), ct);
    }

    private async Task<Subscription> LiveAsync(Guid organization, Guid actor, Action<int>? demandMatch, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(organization, null, ct);
        (await Roster.OpenAsync(db, organization, actor, ct)).Demand(Permission.ManageBilling);
        var live = await db.Subscriptions.AsNoTracking().FirstOrDefaultAsync(s => s.Status != SubscriptionStatus.Canceled, ct) ?? throw new RefusedException(StartSubscription.HasNone);
        demandMatch?.Invoke(live.Version);
        return live;
    }
}
