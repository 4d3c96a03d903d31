namespace Rendrix.Tenancy;

/// <summary>A row of one tenant. The tenant is the first column of its primary key and of every key that points at it.</summary>
public interface ITenantOwned
{
    /// <summary>The organization that owns the row.</summary>
    Guid TenantId { get; set; }

    /// <summary>UUIDv7, unique inside the tenant.</summary>
    Guid Id { get; set; }
}

/// <summary>A row of one store of a tenant; on a storefront request the database shows it only for that store.</summary>
public interface IStoreOwned : ITenantOwned
{
    /// <summary>The store that owns the row.</summary>
    Guid StoreId { get; set; }
}
