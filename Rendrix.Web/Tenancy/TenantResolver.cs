namespace Rendrix.Web.Tenancy;

/// <summary>What resolution found, and which strategy answered.</summary>
public sealed record TenantResolution(StoreInfo? Store, string? Identifier, IMultiTenantStrategy? Strategy);

/// <summary>Asks the strategies in their order, and the store of tenants with the first identifier found.</summary>
public interface ITenantResolver
{
    /// <summary>The tenant of the context. An identifier that names nothing ends the search: another strategy never answers for it.</summary>
    Task<TenantResolution> ResolveAsync(object context, CancellationToken ct);
}

/// <inheritdoc/>
public sealed class TenantResolver(IEnumerable<IMultiTenantStrategy> strategies, IMultiTenantStore store) : ITenantResolver
{
    private readonly IMultiTenantStrategy[] _strategies = [.. strategies.OrderBy(s => s.Priority)];

    /// <inheritdoc/>
    public async Task<TenantResolution> ResolveAsync(object context, CancellationToken ct)
    {
        foreach (var strategy in _strategies)
            if (await strategy.GetIdentifierAsync(context) is { } identifier)
                return new(await store.GetByIdentifierAsync(identifier, ct), identifier, strategy);
        return new(null, null, null);
    }
}
