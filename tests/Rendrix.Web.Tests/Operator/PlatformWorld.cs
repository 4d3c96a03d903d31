using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform;
using Rendrix.Web.Operator.Admins;
using Rendrix.Web.Tests.Organizations;

namespace Rendrix.Web.Tests.Operator;

/// <summary>An installation with somebody who runs it.</summary>
internal sealed class PlatformWorld(RunningApp app)
{
    /// <summary>People and organizations.</summary>
    public OrganizationWorld People { get; } = new(app);

    /// <summary>Somebody with an organization of their own, made an admin by the command line.</summary>
    public async Task<Somebody> AdminAsync(string name = "sofia")
    {
        var person = await People.FounderAsync(name);
        Assert.Equal((0, true), await RunAsync("grant", person.Email) is var (code, said) ? (code, said.Contains("runs this installation now", StringComparison.Ordinal)) : default);
        return person;
    }

    /// <summary>Runs the command of the program; answers its exit code and what it said.</summary>
    public async Task<(int Code, string Said)> RunAsync(params string[] args)
    {
        await using var says = new StringWriter();
        return (await AdminCommand.Of(["platform", .. args])!.RunAsync(app.Connections, app.Services.GetRequiredService<DataDirectory>(), app.Services.GetRequiredService<IConfiguration>(), says, TestContext.Current.CancellationToken), says.ToString());
    }

    /// <summary>Makes every proof of a person an hour old.</summary>
    public async Task StaleAsync(Somebody person)
    {
        await SqlAsync($"update sessions set proven_at = now() - interval '1 hour' where user_id = '{person.Id}'");
        app.Services.GetRequiredService<SessionWatch>().Forget(person.Id);
    }

    /// <summary>As the superuser.</summary>
    public async Task SqlAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(app.Connections.Setup);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Asks again until it is so; what other processes hear by NOTIFY takes a moment.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var i = 0; !await isSo(); i++)
        {
            Assert.True(i < 100, "It never came to be so");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>A problem without what differs from call to call.</summary>
    public static string Plain(JsonElement problem) => string.Join('|', problem.EnumerateObject().Where(p => p.Name is not ("requestId" or "instance")).Select(p => p.ToString()));
}
