using System.Xml.Linq;
using Npgsql;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Platform.Secrets;

/// <summary>
/// Brings everything sealed in the database under the newest master key, and seals what older versions of the program left bare. Safe to run again and beside a running
/// program that has the keys; a new kind of secret adds its column to the list.
/// </summary>
internal sealed class SealSecrets(DatabaseConnections connections, SecretBox box)
{
    // Table, key, column, purpose; those of tenants are read and written as each of them, since the policies bind us too.
    private static readonly (string Table, string Key, string Column, string Purpose)[] Columns = [("second_factors", "user_id", "secret", Identity.TwoFactor.CheckSecondFactor.Purpose)];
    private static readonly (string Table, string Key, string Column, string Purpose)[] OfTenants = [("webhooks", "id", "secret", Webhooks.SaveWebhook.Purpose), ("webhooks", "id", "old_secret", Webhooks.SaveWebhook.Purpose)];

    /// <summary>Seals the keys of cookies and tokens that lie bare; at every start, since it costs one read.</summary>
    public async Task<int> SealRingAsync(CancellationToken ct)
    {
        var ring = new SealedKeyRing(box);
        return await RewriteAsync("data_protection_keys", "id", "xml", xml => ring.Seal(XElement.Parse(xml))?.ToString(SaveOptions.DisableFormatting), ct);
    }

    /// <summary>Brings all of it under the newest master key; answers how many values were rewritten.</summary>
    public async Task<int> ResealAsync(CancellationToken ct)
    {
        var ring = new SealedKeyRing(box);
        var count = await SealRingAsync(ct) + await RewriteAsync("data_protection_keys", "id", "xml", xml => ring.Reseal(XElement.Parse(xml))?.ToString(SaveOptions.DisableFormatting), ct);
        foreach (var (table, key, column, purpose) in Columns) count += await RewriteAsync(table, key, column, text => SecretBox.IsSealed(text) ? box.Reseal(text, purpose) : null, ct);
        foreach (var tenant in await TenantsAsync(ct))
            foreach (var (table, key, column, purpose) in OfTenants) count += await RewriteAsync(table, key, column, text => SecretBox.IsSealed(text) ? box.Reseal(text, purpose) : null, ct, tenant);
        return count;
    }

    private async Task<List<Guid>> TenantsAsync(CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(connections.App);
        await connection.OpenAsync(ct);
        var found = new List<Guid>();
        await using var read = new NpgsqlCommand("select id from organizations", connection);
        await using var rows = await read.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) found.Add(rows.GetGuid(0));
        return found;
    }

    // Only what is still as it was read is written: somebody who sets a new secret meanwhile keeps it.
    private async Task<int> RewriteAsync(string table, string key, string column, Func<string, string?> rewrite, CancellationToken ct, Guid? tenant = null)
    {
        await using var connection = new NpgsqlConnection(connections.App);
        await connection.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var mine = "";
        if (tenant is { } one)
        {
            await using var enter = new NpgsqlCommand($"set local app.tenant = '{one:D}'", connection);
            await enter.ExecuteNonQueryAsync(ct);
            mine = $"tenant_id = '{one:D}' and ";
        }
        var found = new List<(object Key, string Text)>();
        await using (var read = new NpgsqlCommand($"select {key}, {column} from {table} where {mine}{column} is not null", connection))
        await using (var rows = await read.ExecuteReaderAsync(ct))
            while (await rows.ReadAsync(ct)) found.Add((rows.GetValue(0), rows.GetString(1)));
        var count = 0;
        foreach (var (id, text) in found)
        {
            if (rewrite(text) is not { } fresh) continue;
            await using var write = new NpgsqlCommand($"update {table} set {column} = $1 where {mine}{key} = $2 and {column} = $3", connection) { Parameters = { new() { Value = fresh }, new() { Value = id }, new() { Value = text } } };
            count += await write.ExecuteNonQueryAsync(ct);
        }
        await transaction.CommitAsync(ct);
        return count;
    }
}

/// <summary>At every start, before anybody asks for a cookie's key.</summary>
internal sealed class SealRingAtStart(SealSecrets seal, MasterKeys keys, ILogger<SealRingAtStart> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await seal.SealRingAsync(cancellationToken) is > 0 and var count) log.LogInformation("Sealed {Count} keys of cookies and tokens with master key {Key}", count, keys.Active);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary><c>rendrix keys rotate</c>: a new master key, and everything sealed under it.</summary>
internal static class RotateKeys
{
    public static async Task<int> RunAsync(DatabaseConnections connections, IConfiguration configuration, DataDirectory data, CancellationToken ct)
    {
        var keys = MasterKeys.Open(configuration, data);
        if (keys.File is not null) keys = MasterKeys.AddTo(keys);
        var count = await new SealSecrets(connections, new SecretBox(keys)).ResealAsync(ct);
        await Console.Out.WriteLineAsync($"{count} secrets are sealed with master key {keys.Active} now."
            + (keys.File is { } file ? $" It stands first in {file}; the others are needed for backups made before today." : " The other keys of Rendrix__MasterKeys are needed for backups made before today."));
        return 0;
    }
}
