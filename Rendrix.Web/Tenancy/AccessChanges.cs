using Microsoft.EntityFrameworkCore;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Tenancy;

/// <summary>Tells every process that people's rights in an organization changed, so that open dashboards and editors ask for them again.</summary>
public sealed class AccessChanges(Notifications notifications)
{
    /// <summary>Calls with the organization whose people changed, or null when any may have. Quick and without throwing, until disposed.</summary>
    public IDisposable On(Action<Guid?> changed) => notifications.On(Notifications.AccessChannel, payload => changed(Guid.TryParse(payload, out var organization) ? organization : null));
}

/// <summary>Says in the changer's transaction that rights in an organization changed.</summary>
public static class AccessTold
{
    /// <summary>Every process hears of it when the transaction commits.</summary>
    public static Task TellAccessChangedAsync(this AppDb db, Guid organization, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select pg_notify({Notifications.AccessChannel}, {organization.ToString("D")})", ct);
}
