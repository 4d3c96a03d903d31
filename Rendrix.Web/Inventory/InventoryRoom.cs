namespace Rendrix.Web.Inventory;

/// <summary>Registers the room.</summary>
public static class InventoryRoom
{
    /// <summary>Verbs of stock, locations and transfers.</summary>
    public static IServiceCollection AddInventory(this IServiceCollection services) => services
        .AddScoped<AdjustStock>().AddScoped<SetLowStock>().AddScoped<Stocktake>().AddScoped<SaveLocation>().AddScoped<MoveTransfer>();
}
