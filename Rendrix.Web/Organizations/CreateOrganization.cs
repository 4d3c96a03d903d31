using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rendrix.Catalog;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Organizations;

/// <summary>Founds another organization; the person who does it owns it.</summary>
public sealed class CreateOrganization(TenantTransactions transactions, RateWindows windows, TimeProvider clock)
{
    private const int PerHour = 10;

    /// <summary>The new organization.</summary>
    public async Task<Organization> RunAsync(Guid person, string? name, CancellationToken ct)
    {
        var errors = new FieldErrors();
        ChangeOrganization.CheckName(errors, name);
        errors.ThrowIfAny();
        if (!windows.Take($"organizations:{person:N}", PerHour, TimeSpan.FromHours(1)).Allowed)
            throw new RefusedException(new Refusal("RATE_LIMITED", $"You founded {PerHour} organizations within the hour. Try again later.", StatusCodes.Status429TooManyRequests));
        for (var attempt = 0; ; attempt++)
            try { return await FoundAsync(person, name!.Trim(), ct); }
            catch (DbUpdateException e) when (attempt < 3 && e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }) { /* somebody took the short name at the same moment; the next round takes another */ }
    }

    private async Task<Organization> FoundAsync(Guid person, string name, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var organization = new Organization { Id = Guid.CreateVersion7(now), Name = name, CreatedAt = now };
        await using var db = await transactions.BeginAsync(organization.Id, null, ct);
        var slug = Slug.From(name);
        if (slug.Length > 90) slug = slug[..90].Trim('-');
        organization.Slug = await db.Organizations.AnyAsync(o => o.Slug == slug, ct) ? $"{slug}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}" : slug;
        db.Organizations.Add(organization);
        db.Memberships.Add(new Membership { UserId = person, OrganizationId = organization.Id, Role = Role.Owner, JoinedAt = now });
        await db.CommitAsync(ct);
        return organization;
    }
}
