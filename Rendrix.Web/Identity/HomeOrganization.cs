using Microsoft.EntityFrameworkCore;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Identity;

/// <summary>Under which tenant the events of a person are told: people belong to no tenant, outbox rows do.</summary>
internal static class HomeOrganization
{
    /// <summary>The organization they joined first; the tenant that stands for nobody when there is none.</summary>
    public static async Task<Guid> HomeOfAsync(this AppDb db, Guid userId, CancellationToken ct)
    {
        var home = await db.Memberships.Where(m => m.UserId == userId).OrderBy(m => m.JoinedAt).Select(m => m.OrganizationId).FirstOrDefaultAsync(ct);
        return home == Guid.Empty ? AnonymousCalls.TenantId : home;
    }

    /// <summary>Names that whoever knows the person tries first: theirs, and those of their organizations.</summary>
    public static async Task<IReadOnlyList<string?>> NamesAroundAsync(this AppDb db, User user, CancellationToken ct) =>
        [user.FirstName, user.LastName, .. await db.Memberships.Where(m => m.UserId == user.Id).Join(db.Organizations, m => m.OrganizationId, o => o.Id, (_, o) => o.Name).Take(50).ToListAsync(ct)];
}
