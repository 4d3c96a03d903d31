using Microsoft.EntityFrameworkCore;
using Rendrix.Flags;
using Rendrix.Operator;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Flags;

namespace Rendrix.Web.Operator.Flags;

/// <summary>A switch as admins see it.</summary>
public sealed record FlagSwitch(FlagSetting Setting, string? Organization);

/// <summary>Switches features for everybody, a share, or one organization.</summary>
public sealed class SetFlag(PlatformTransactions platform, FeatureFlags flags, TimeProvider clock)
{
    /// <summary>Every switch there is.</summary>
    public async Task<IReadOnlyList<FlagSwitch>> ListAsync(PlatformPerson by, Guid? organization, CancellationToken ct)
    {
        await using var db = await platform.BeginAsync(by, "flags", ct);
        return await (from setting in db.FlagSettings.AsNoTracking()
                      where organization == null || setting.OrganizationId == null || setting.OrganizationId == organization
                      orderby setting.Flag, setting.ChangedAt descending
                      select new FlagSwitch(setting, db.Organizations.Where(o => o.Id == setting.OrganizationId).Select(o => o.Name).FirstOrDefault())).Take(500).ToListAsync(ct);
    }

    /// <summary>Sets a switch; a null percentage takes it away.</summary>
    /// <param name="by">Who.</param>
    /// <param name="code">Which feature.</param>
    /// <param name="organization">For whom; null is everybody without a switch of their own.</param>
    /// <param name="percent">To how many of a hundred; for one organization 0 or 100.</param>
    /// <param name="expiresAt">Until when.</param>
    /// <param name="ct">Cancellation.</param>
    public async Task RunAsync(PlatformPerson by, string? code, Guid? organization, int? percent, DateTimeOffset? expiresAt, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var errors = new FieldErrors();
        var flag = FeatureFlag.Find(code);
        if (flag is null) errors.Add("flag", "There is no feature of that name");
        if (percent is { } share) errors.Require(organization is null ? share is >= 0 and <= 100 : share is 0 or 100, "percent", organization is null ? "Enter a whole number from 0 to 100" : "An organization has it or not: 0 or 100");
        errors.Require(expiresAt is null || expiresAt > now, "expiresAt", "Choose a time to come");
        errors.ThrowIfAny();

        await using var db = await platform.BeginAsync(by, "flags", ct);
        var name = "everybody";
        if (organization is { } id) name = await db.Organizations.Where(o => o.Id == id).Select(o => o.Name).FirstOrDefaultAsync(ct) ?? throw new RefusedException(Refusal.NotFound("organization"));
        var before = await db.FlagSettings.AsNoTracking().FirstOrDefaultAsync(s => s.Flag == flag!.Code && s.OrganizationId == organization, ct);
        if (percent is { } value)
            await db.Database.ExecuteSqlAsync($"""
                insert into flag_settings (id, flag, organization_id, percent, expires_at, changed_at) values ({Guid.CreateVersion7(now)}, {flag!.Code}, {organization}, {value}, {expiresAt?.ToUniversalTime()}, {now})
                on conflict (flag, organization_id) do update set percent = excluded.percent, expires_at = excluded.expires_at, changed_at = excluded.changed_at
                """, ct);
        else if (await db.FlagSettings.Where(s => s.Flag == flag!.Code && s.OrganizationId == organization).ExecuteDeleteAsync(ct) == 0) return;
        platform.Record(db, by, PlatformActions.FlagChange, organization, $"{flag!.Title} for {name}", detail: $"{Say(before?.Percent)} → {Say(percent)}{(percent is not null && expiresAt is { } until ? $" until {until.UtcDateTime:yyyy-MM-dd HH:mm} UTC" : "")}");
        await db.TellPlatformChangedAsync(ct);
        await db.CommitAsync(ct);
        flags.Forget();
    }

    private static string Say(int? percent) => percent switch { null => "no switch", 0 => "off", 100 => "on", var share => $"{share} %" };
}
