using Npgsql;

namespace Rendrix.Benchmarks;

/// <summary>
/// The read/write transaction of pgbench ("TPC-B (sort of)": three updates, a select, an insert, on scale 10), sent by Npgsql with prepared statements,
/// one round trip per statement as pgbench does. It stands in for pgbench, which an installation need not have.
/// </summary>
internal sealed class Pgbench : IDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlCommand[] _commands;
    private readonly Random _random = new();

    public Pgbench(string connection)
    {
        _connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { MaxPoolSize = 60 }.ConnectionString);
        _connection.Open();
        _commands =
        [
            Command("update pgbench_accounts set abalance = abalance + $1 where aid = $2"),
            Command("select abalance from pgbench_accounts where aid = $1"),
            Command("update pgbench_tellers set tbalance = tbalance + $1 where tid = $2"),
            Command("update pgbench_branches set bbalance = bbalance + $1 where bid = $2"),
            Command("insert into pgbench_history (tid, bid, aid, delta, mtime) values ($1, $2, $3, $4, current_timestamp)"),
        ];
    }

    /// <summary>One transaction.</summary>
    public bool Transact()
    {
        var (delta, account, teller, branch) = (_random.Next(-5000, 5001), _random.Next(1, 1_000_001), _random.Next(1, 101), _random.Next(1, 11));
        using var transaction = _connection.BeginTransaction();
        Run(_commands[0], delta, account);
        Run(_commands[1], account);
        Run(_commands[2], delta, teller);
        Run(_commands[3], delta, branch);
        Run(_commands[4], teller, branch, account, delta);
        transaction.Commit();
        return true;
    }

    public void Dispose()
    {
        foreach (var command in _commands) command.Dispose();
        _connection.Dispose();
    }

    private static void Run(NpgsqlCommand command, params ReadOnlySpan<int> values)
    {
        for (var i = 0; i < values.Length; i++) ((NpgsqlParameter<int>)command.Parameters[i]).TypedValue = values[i];
        command.ExecuteNonQuery();
    }

    private NpgsqlCommand Command(string sql)
    {
        var command = new NpgsqlCommand(sql, _connection);
        for (var i = 0; i < sql.Count(c => c == '$'); i++) command.Parameters.Add(new NpgsqlParameter<int>());
        command.Prepare();
        return command;
    }
}
