using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rendrix.Catalog;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Organizations;

/// <summary>Changes an organization's name and short name.</summary>
public sealed class ChangeOrganization(TenantTransactions transactions)
{
    /// <summary>Changes what is given and answers the organization as it is then.</summary>
    public async Task<Organization> RunAsync(Guid organization, Guid actor, string? name, string? slug, Action<int>? demandMatch, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(organization, null, ct);
        var roster = await Roster.OpenAsync(db, organization, actor, ct);
        roster.Demand(Permission.ManageOrganization);
        demandMatch?.Invoke(roster.Organization.Version);
        var errors = new FieldErrors();
        if (name is not null) CheckName(errors, name);
        if (slug is not null) errors.Require(slug.Length <= 100 && Slug.IsValid(slug), "slug", "Use 1 to 100 lower-case letters, digits and single hyphens");
        errors.ThrowIfAny();
        if (slug is not null && await db.Organizations.AnyAsync(o => o.Slug == slug && o.Id != organization, ct)) throw new RefusedException(Taken);
        roster.Organization.Name = name?.Trim() ?? roster.Organization.Name;
        roster.Organization.Slug = slug ?? roster.Organization.Slug;
        if (!db.ChangeTracker.HasChanges()) return roster.Organization;
        try { await db.CommitAsync(ct); }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }) { throw new RefusedException(Taken); }
        return roster.Organization;
    }

    internal static void CheckName(FieldErrors errors, string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) errors.Add("name", "Enter the name of the organization");
        else errors.Require(name.Trim().Length <= 255 && !name.Any(char.IsControl), "name", "Use 255 letters, digits and signs or fewer");
    }

    private static Refusal Taken => new("ALREADY_EXISTS", "Another organization has this short name. Choose another one.", StatusCodes.Status409Conflict)
    { Errors = new Dictionary<string, string[]> { ["slug"] = ["Another organization has this short name. Choose another one"] } };
}
