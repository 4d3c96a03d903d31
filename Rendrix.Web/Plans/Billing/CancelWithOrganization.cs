using Microsoft.EntityFrameworkCore;
using Rendrix.Plans;
using Rendrix.Web.Organizations;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Plans.Billing;

/// <summary>An organization that is being deleted is not billed for another period. Who brings it back can take the cancellation back too.</summary>
public sealed class CancelWithOrganization(TenantTransactions transactions, BillingProviders providers, TimeProvider clock) : IRun<OrganizationClosed>
{
    /// <inheritdoc/>
    public async Task RunAsync(OrganizationClosed asked, Guid tenantId, Guid? storeId, CancellationToken ct)
    {
        Subscription live;
        await using (var db = await transactions.BeginAsync(tenantId, null, ct))
        {
            await PlanGate.LockAsync(db, ct);
            if (!await db.Organizations.AnyAsync(o => o.Id == tenantId && o.EndsAt == asked.EndsAt, ct)
                || await db.Subscriptions.FirstOrDefaultAsync(s => s.Status != SubscriptionStatus.Canceled && s.CancelAt == null, ct) is not { } found) return;
            live = found;
            if (live.Provider == ManualBilling.Name)
            {
                live.CancelAtPeriodEnd(BillingPeriod.ToSecond(clock.GetUtcNow()));
                await db.CommitAsync(ct);
                return;
            }
        }
        await providers.Of(live).CancelAsync(live, asked.ClosedBy, now: false, ct);
    }
}
