using Microsoft.Extensions.Logging.Abstractions;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Operator.Admins;

/// <summary>
/// <c>dotnet run --project Rendrix.Web -- platform grant ada@example.com</c>, <c>revoke</c> and <c>list</c>: how the first admin is made. Whoever can run it has the
/// owner's connection to the database, and with it everything anyway.
/// </summary>
public sealed class AdminCommand
{
    private const string Usage = "Usage: platform grant EMAIL | platform revoke EMAIL | platform list";
    private readonly string[] _args;

    private AdminCommand(string[] args) => _args = args;

    /// <summary>The command in the arguments of the program, or null.</summary>
    public static AdminCommand? Of(string[] args) => args is ["platform", ..] ? new AdminCommand(args[1..]) : null;

    /// <summary>Runs it and says what it did; answers the exit code.</summary>
    public async Task<int> RunAsync(DatabaseConnections connections, TextWriter says, CancellationToken ct)
    {
        await using var platform = new PlatformAccess(connections, NullLogger<PlatformAccess>.Instance);
        var transactions = new PlatformTransactions(platform, new OutboxWriter(new EventCatalog(), TimeProvider.System), TimeProvider.System);
        var grant = new GrantAdmin(transactions, TimeProvider.System);
        try
        {
            switch (_args)
            {
                case ["grant", var email]:
                    await says.WriteLineAsync($"{await grant.RunAsync(PlatformPerson.CommandLine, email, ct)} runs this installation now, at /platform");
                    return 0;
                case ["revoke", var email]:
                    var found = (await grant.ListAsync(PlatformPerson.CommandLine, ct)).FirstOrDefault(a => string.Equals(a.Email, email, StringComparison.OrdinalIgnoreCase));
                    if (found is null) throw new RefusedException(Refusal.Invalid("email", "No admin has this address"));
                    await grant.RevokeAsync(PlatformPerson.CommandLine, found.UserId, ct);
                    await says.WriteLineAsync($"{found.Name} does not run this installation any more");
                    return 0;
                case ["list"]:
                    foreach (var admin in await grant.ListAsync(PlatformPerson.CommandLine, ct)) await says.WriteLineAsync($"{admin.Email}  {admin.Name}  since {admin.GrantedAt:yyyy-MM-dd}{(admin.HasSecondFactor ? "" : "  without a second factor")}");
                    return 0;
                default:
                    await says.WriteLineAsync(Usage);
                    return 2;
            }
        }
        catch (RefusedException refused)
        {
            await says.WriteLineAsync("rendrix: " + (refused.Refusal.Errors?.SelectMany(e => e.Value).FirstOrDefault() ?? refused.Refusal.Message));
            return 1;
        }
    }
}
