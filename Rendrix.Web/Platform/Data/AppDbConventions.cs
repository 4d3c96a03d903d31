using System.Linq.Expressions;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Rendrix.Tenancy;

namespace Rendrix.Web.Platform.Data;

/// <summary>What holds for every table: snake case, tenant first in keys, a tenant filter on every read that also leaves out what was deleted, enums as lower snake text, a version as concurrency token.</summary>
internal static partial class AppDbConventions
{
    public static void Apply(ModelBuilder builder, AppDb db)
    {
        foreach (var entity in builder.Model.GetEntityTypes().ToList())
        {
            if (typeof(ITenantOwned).IsAssignableFrom(entity.ClrType)) OwnByTenant(builder, entity, db);
            Name(entity);
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(Snake(property.Name));
                var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
                if (type.IsEnum) property.SetValueConverter((ValueConverter)Activator.CreateInstance(typeof(SnakeEnum<>).MakeGenericType(type))!);
                if (property.Name == "Version" && property.ClrType == typeof(int)) property.IsConcurrencyToken = true;
            }
            foreach (var key in entity.GetKeys()) key.SetName($"{(key.IsPrimaryKey() ? "pk" : "ak")}_{entity.GetTableName()}");
            foreach (var index in entity.GetIndexes()) index.SetDatabaseName($"{(index.IsUnique ? "ux" : "ix")}_{entity.GetTableName()}_{string.Join('_', index.Properties.Skip(index.Properties[0].Name == "TenantId" ? 1 : 0).Select(p => Snake(p.Name)))}");
            foreach (var foreign in entity.GetForeignKeys())
            {
                foreign.SetConstraintName($"fk_{entity.GetTableName()}_{string.Join('_', foreign.Properties.Skip(foreign.Properties.Count > 1 ? 1 : 0).Select(p => Snake(p.Name)))}");
                if (foreign.DeleteBehavior is DeleteBehavior.SetNull or DeleteBehavior.ClientSetNull) foreign.DeleteBehavior = DeleteBehavior.Restrict;
            }
        }
    }

    public static string Snake(string name) => Humps().Replace(name, "$1_$2").ToLowerInvariant();

    private static void OwnByTenant(ModelBuilder builder, IMutableEntityType entity, AppDb db)
    {
        var own = builder.Entity(entity.ClrType);
        own.HasKey("TenantId", "Id");
        own.Property("TenantId").ValueGeneratedNever();
        own.Property("Id").ValueGeneratedNever();
        // EF reads db.Tenant anew for each context, as a parameter; this constant is also what routes a query when the database is distributed.
        var row = Expression.Parameter(entity.ClrType, "row");
        var mine = Expression.Equal(Expression.Property(row, "TenantId"), Expression.Property(Expression.Constant(db), nameof(AppDb.Tenant)));
        if (typeof(IRestorable).IsAssignableFrom(entity.ClrType)) mine = Expression.AndAlso(mine, Expression.Equal(Expression.Property(row, nameof(IRestorable.DeletedAt)), Expression.Constant(null, typeof(DateTimeOffset?))));
        own.HasQueryFilter(Expression.Lambda(mine, row));
    }

    private static void Name(IMutableEntityType entity)
    {
        var name = Snake(entity.GetTableName() ?? entity.ClrType.Name);
        entity.SetTableName(name.Replace("asp_net_", "", StringComparison.Ordinal));
    }

    private sealed class SnakeEnum<T>() : ValueConverter<T, string>(value => Snake(value.ToString()), text => Enum.Parse<T>(text.Replace("_", ""), true)) where T : struct, Enum;

    [GeneratedRegex("([a-z0-9])([A-Z])")]
    private static partial Regex Humps();
}
