using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rendrix.Stores;
using Rendrix.Tenancy;

namespace Rendrix.Web.Platform.Data;

/// <summary>Words that table mappings share.</summary>
internal static class ConfigurationExtensions
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>A key to the store, tenant first.</summary>
    public static EntityTypeBuilder<T> OfStore<T>(this EntityTypeBuilder<T> entity) where T : class, IStoreOwned
    {
        entity.HasOne<Store>().WithMany().HasForeignKey(nameof(IStoreOwned.TenantId), nameof(IStoreOwned.StoreId)).OnDelete(DeleteBehavior.Cascade);
        return entity;
    }

    /// <summary>Keeps a value as jsonb; changes are seen by comparing its JSON.</summary>
    public static PropertyBuilder<T> HasJson<T>(this PropertyBuilder<T> property)
    {
        property.HasColumnType("jsonb").HasConversion(
            value => JsonSerializer.Serialize(value, Json),
            text => JsonSerializer.Deserialize<T>(text, Json)!,
            new ValueComparer<T>(
                (a, b) => JsonSerializer.Serialize(a, Json) == JsonSerializer.Serialize(b, Json),
                value => JsonSerializer.Serialize(value, Json).GetHashCode(StringComparison.Ordinal),
                value => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, Json), Json)!));
        return property;
    }
}
