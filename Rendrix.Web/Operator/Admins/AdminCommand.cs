using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Rendrix.Refusals;
using Rendrix.Web.Media;
using Rendrix.Web.Operator.Archives;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Platform;

namespace Rendrix.Web.Operator.Admins;

/// <summary>
/// <c>dotnet run --project Rendrix.Web -- platform grant ada@example.com</c>, <c>revoke</c> and <c>list</c>: how the first admin is made. Whoever can run it has the
/// owner's connection to the database, and with it everything anyway.
/// </summary>
public sealed class AdminCommand
{
    private const string Usage = "Usage: platform grant EMAIL | platform revoke EMAIL | platform list | platform export SHORT-NAME FILE | platform import FILE";
    private readonly string[] _args;

    private AdminCommand(string[] args) => _args = args;

    /// <summary>The command in the arguments of the program, or null.</summary>
    public static AdminCommand? Of(string[] args) => args is ["platform", ..] ? new AdminCommand(args[1..]) : null;

    /// <summary>Runs it and says what it did; answers the exit code.</summary>
    public async Task<int> RunAsync(DatabaseConnections connections, DataDirectory data, IConfiguration configuration, TextWriter says, CancellationToken ct)
    {
        await using var platform = new PlatformAccess(connections, NullLogger<PlatformAccess>.Instance);
        var transactions = new PlatformTransactions(platform, new OutboxWriter(new EventCatalog(), TimeProvider.System), TimeProvider.System);
        var grant = new GrantAdmin(transactions, TimeProvider.System);
        var files = new FileStore(data);
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
                case ["export", var slug, var path]:
                    await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
                    {
                        var written = await new ExportTenant(transactions, files, TimeProvider.System).RunAsync(PlatformPerson.CommandLine, await OrganizationAsync(transactions, slug, ct), file, ct);
                        await says.WriteLineAsync($"{written.Name} is in {path}: {written.Entries.Sum(e => e.Rows)} rows, {written.Entries.Count(e => e.Rows == 0 && e.Name.StartsWith("files/", StringComparison.Ordinal))} files");
                    }
                    return 0;
                case ["import", var path]:
                    await using (var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read))
                    {
                        var taken = await new ImportTenant(transactions, files, configuration, TimeProvider.System).RunAsync(PlatformPerson.CommandLine, file, ct);
                        await says.WriteLineAsync($"{taken.Name} is here: {taken.Entries.Sum(e => e.Rows)} rows. People sign in with a new password, by mail, where they had no account here");
                    }
                    return 0;
                default:
                    await says.WriteLineAsync(Usage);
                    return 2;
            }
        }
        catch (IOException e)
        {
            await says.WriteLineAsync("rendrix: " + e.Message);
            return 1;
        }
        catch (RefusedException refused)
        {
            await says.WriteLineAsync("rendrix: " + (refused.Refusal.Errors?.SelectMany(e => e.Value).FirstOrDefault() ?? refused.Refusal.Message));
            return 1;
        }
    }

    private static async Task<Guid> OrganizationAsync(PlatformTransactions transactions, string slug, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(PlatformPerson.CommandLine, "export", ct);
        return await db.Organizations.Where(o => o.Slug == slug).Select(o => (Guid?)o.Id).FirstOrDefaultAsync(ct) ?? throw new RefusedException(Refusal.Invalid("organization", $"No organization has the short name {slug}"));
    }
}
