using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace Rendrix.Web.Platform.Data;

/// <summary>Keeps the key ring of cookies and tokens in the database, so that every process, and the next start, reads what this one wrote.</summary>
public sealed class DatabaseKeyRing(DatabaseConnections connections) : IXmlRepository
{
    // The framework's contract is synchronous; it is called a handful of times in the life of a process.
    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = new NpgsqlConnection(connections.App);
        connection.Open();
        using var command = new NpgsqlCommand("select xml from data_protection_keys", connection);
        using var reader = command.ExecuteReader();
        var keys = new List<XElement>();
        while (reader.Read()) keys.Add(XElement.Parse(reader.GetString(0)));
        return keys;
    }

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = new NpgsqlConnection(connections.App);
        connection.Open();
        using var command = new NpgsqlCommand("insert into data_protection_keys (id, xml) values ($1, $2) on conflict (id) do nothing", connection)
        {
            Parameters = { new() { Value = friendlyName }, new() { Value = element.ToString(SaveOptions.DisableFormatting) } },
        };
        command.ExecuteNonQuery();
    }
}
