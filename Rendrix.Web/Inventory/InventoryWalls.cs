using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Inventory;

/// <summary>What the database itself allows with the ledger: rows are added, and go with their store; none is ever changed.</summary>
internal static class InventoryWalls
{
    /// <summary>Run after the general grants, at each start.</summary>
    public const string Grants = $"revoke update on stock_movements from {DatabaseConnections.AppRole}, {DatabaseConnections.PlatformRole};";
}
