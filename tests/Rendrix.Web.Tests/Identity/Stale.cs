using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Tests.Identity;

/// <summary>Makes the proof of a person's sessions eleven minutes old, as if they had signed in then.</summary>
internal static class Stale
{
    public static Task MakeAsync(RunningApp app, JsonElement registered) => MakeAsync(app, registered.GetProperty("user").GetProperty("id").GetGuid());

    /// <summary>The address counts as never confirmed, as of accounts that turned their second factor on before a confirmed one was asked for.</summary>
    public static Task UnconfirmAsync(RunningApp app, string email, bool confirmed = false) => app.InScopeAsync(async s =>
    {
        await using var db = await s.GetRequiredService<TenantTransactions>().BeginGlobalAsync(CancellationToken.None);
        await db.Users.Where(u => u.Email == email).ExecuteUpdateAsync(u => u.SetProperty(x => x.EmailConfirmed, confirmed));
        await db.CommitAsync(CancellationToken.None);
        return 0;
    });

    public static Task MakeAsync(RunningApp app, Guid user) => app.InScopeAsync(async s =>
    {
        await using var db = await s.GetRequiredService<TenantTransactions>().BeginGlobalAsync(CancellationToken.None);
        await db.Sessions.Where(x => x.UserId == user).ExecuteUpdateAsync(x => x.SetProperty(y => y.ProvenAt, y => y.ProvenAt - TimeSpan.FromMinutes(11)));
        await db.CommitAsync(CancellationToken.None);
        s.GetRequiredService<SessionWatch>().Forget(user);
        return 0;
    });
}
