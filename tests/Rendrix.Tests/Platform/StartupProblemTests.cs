using System.Net;
using System.Net.Sockets;
using Rendrix.Web.Platform;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Tests.Platform;

/// <summary>What an operator did wrong is one line that names it and the way out.</summary>
public sealed class StartupProblemTests
{
    [Theory]
    [InlineData("foo", "no address")]
    [InlineData("http://127.0.0.1:99999", "65535")]
    [InlineData("ftp://127.0.0.1:5080", "http")]
    [InlineData("http://localhost:0;nonsense", "nonsense")]
    public void A_wrong_address_is_told_before_anything_starts(string urls, string word) =>
        Assert.Contains(word, Assert.Throws<StartupProblem>(() => ListenAddresses.Check(urls)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(null), InlineData(""), InlineData("http://127.0.0.1:0"), InlineData("http://localhost:0;http://[::1]:0")]
    public void A_right_one_passes(string? urls) => ListenAddresses.Check(urls);

    [Fact]
    public void A_port_that_another_program_has_is_told_before_the_database_is_made()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        Assert.Contains("another program uses that port", Assert.Throws<StartupProblem>(() => ListenAddresses.Check($"http://localhost:{port}")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_is_one_line_wherever_it_is_met()
    {
        var full = new IOException("No space left on device : '/data/media/x'", 28);
        Assert.Contains("Free some space", StartupProblem.LineOf(new InvalidOperationException("An error occurred while saving", full)), StringComparison.Ordinal);
        Assert.Contains("Free some space", StartupProblem.LineOf(new Npgsql.PostgresException("could not extend file", "ERROR", "ERROR", "53100")), StringComparison.Ordinal);
        Assert.Null(StartupProblem.LineOf(new InvalidOperationException("a bug", new FormatException())));
    }

    [Theory]
    [InlineData("Host=db.example;Username=rendrix;Database=rendrix", "password")]
    [InlineData("Host=db.example;Username=rendrix;Password=;Database=rendrix", "password")]
    [InlineData("Host=127.0.0.1;Username=postgres;Database=x;Multiplexing=true", "Multiplexing")]
    [InlineData("Host=db.example;Username=rendrix;Password=x;Database=rendrix", "SSL Mode=VerifyFull")]
    [InlineData("Host=db.example;Username=rendrix;Password=x;Database=rendrix;SSL Mode=Prefer", "SSL Mode=VerifyFull")]
    public void A_connection_that_would_open_a_door_is_refused(string connection, string word) =>
        Assert.Contains(word, Assert.Throws<StartupProblem>(() => new DatabaseConnections(connection)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Host=db.example;Username=rendrix;Password=x;Database=rendrix;SSL Mode=VerifyFull", null)]
    [InlineData("Host=db.example;Username=rendrix;Password=x;Database=rendrix;SSL Mode=Disable", null)]
    [InlineData("Host=localhost;Username=rendrix;Database=rendrix", null)]
    [InlineData("Host=localhost;Username=rendrix;Database=rendrix", "Host=pool.example;Database=rendrix;SSL Mode=Require")]
    public void A_way_to_the_database_that_somebody_decided_about_is_taken(string connection, string? pooler) =>
        Assert.Contains(DatabaseConnections.AppRole, new DatabaseConnections(connection, pooler: pooler).App, StringComparison.Ordinal);
}
