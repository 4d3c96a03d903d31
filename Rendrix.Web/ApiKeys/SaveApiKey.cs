using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Plans;
using Rendrix.Refusals;
using Rendrix.Web.Organizations;
using Rendrix.Web.Plans;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.ApiKeys;

/// <summary>What a new key is to be.</summary>
/// <param name="Name">1 to 60 characters.</param>
/// <param name="Permissions">Codes of the rights it carries; at least one, none that its maker does not hold.</param>
/// <param name="StoreId">The one store it opens; null opens all of the maker's.</param>
/// <param name="ExpiresAt">From when on it is refused; null never.</param>
public sealed record ApiKeyInput(string? Name, IReadOnlyList<string>? Permissions, Guid? StoreId, DateTimeOffset? ExpiresAt);

/// <summary>Makes API keys and takes them back.</summary>
public sealed class SaveApiKey(TenantTransactions transactions, PlanGate plans, ApiKeyWatch watch, TimeProvider clock)
{
    /// <summary>Keys that work in one organization at a time.</summary>
    public const int Most = 100;

    /// <summary>Makes a key; the token it answers is shown once and cannot be found out again.</summary>
    public async Task<(ApiKey Key, string Token)> CreateAsync(Guid organization, Guid actor, ApiKeyInput input, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(organization, null, ct);
        // Behind the organization's lock, so that a hundred and one at once do not all count to a hundred.
        var roster = await Roster.OpenAsync(db, organization, actor, ct);
        roster.Demand(Permission.ManageApiKeys);
        await plans.DemandAsync(db, PlanFeature.ApiAccess, ct);
        var now = clock.GetUtcNow();
        var rights = await CheckAsync(db, roster, input, now, ct);
        if (await db.ApiKeys.CountAsync(k => k.RevokedAt == null && (k.ExpiresAt == null || k.ExpiresAt > now), ct) >= Most)
            throw new RefusedException(new Refusal("INVALID_TRANSITION", $"An organization has {Most} working keys at most. Take back one that is not used.", StatusCodes.Status409Conflict));
        var token = ApiKeyToken.New(organization, Guid.CreateVersion7(now));
        var written = token.Write();
        var key = new ApiKey { Id = token.Key, UserId = actor, StoreId = input.StoreId, Name = input.Name!.Trim(), SecretHash = token.Hash, Hint = written[^4..], Permissions = rights, CreatedAt = now, ExpiresAt = input.ExpiresAt };
        db.ApiKeys.Add(key);
        await db.CommitAsync(ct);
        return (key, written);
    }

    /// <summary>Takes a key back: it is refused from now on. Doing it again changes nothing.</summary>
    public async Task RevokeAsync(Guid organization, Guid actor, Guid id, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(organization, null, ct);
        var roster = await Roster.OpenAsync(db, organization, actor, ct);
        roster.Demand(Permission.ManageApiKeys);
        var key = await db.ApiKeys.FirstOrDefaultAsync(k => k.Id == id, ct) ?? throw new RefusedException(Refusal.NotFound("API key"));
        if (key.RevokedAt is not null) return;
        key.RevokedAt = clock.GetUtcNow();
        await db.CommitAsync(ct);
        watch.Forget(organization);
    }

    private static async Task<List<string>> CheckAsync(AppDb db, Roster roster, ApiKeyInput input, DateTimeOffset now, CancellationToken ct)
    {
        var errors = new FieldErrors();
        var (name, codes) = (input.Name?.Trim() ?? "", input.Permissions ?? []);
        errors.Require(name.Length is >= 1 and <= 60 && !name.Any(char.IsControl), "name", "Enter a name of 1 to 60 characters, such as the program that uses the key");
        errors.Require(codes.Count > 0, "permissions", "Choose at least one right");
        foreach (var code in codes)
            if (Permission.Find(code) is not { } permission) errors.Add("permissions", "Use codes of GET /api/v1/permissions");
            else if (!ApiKey.MayCarry(permission)) errors.Add("permissions", $"“{permission.Title}” stays with people; a key cannot hold it");
            else if (!roster.Rights.May(permission, input.StoreId)) errors.Add("permissions", $"You do not hold “{permission.Title}” yourself, so you cannot give it");
            else if (permission.OfOrganization && input.StoreId is not null) errors.Add("permissions", $"“{permission.Title}” is about the whole organization, and this key is for one store");
        if (input.StoreId is { } store) errors.Require(await db.Stores.AnyAsync(s => s.Id == store, ct) && roster.Rights.CanOpen(store), "storeId", "Choose a store of the organization");
        errors.Require(input.ExpiresAt is null || input.ExpiresAt > now, "expiresAt", "Choose a time to come, or none");
        errors.ThrowIfAny();
        return [.. Permission.All.Select(p => p.Code).Where(codes.Contains)];
    }
}
