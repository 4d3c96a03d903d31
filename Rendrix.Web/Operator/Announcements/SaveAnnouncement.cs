using Microsoft.EntityFrameworkCore;
using Rendrix.Operator;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Flags;

namespace Rendrix.Web.Operator.Announcements;

/// <summary>What an admin writes.</summary>
public sealed record AnnouncementInput(string? Title, string? Text, AnnouncementLevel Level, DateTimeOffset? From, DateTimeOffset? Until, string? Plan = null);

/// <summary>Writes announcements and takes them back.</summary>
public sealed class SaveAnnouncement(PlatformTransactions platform, AnnouncementBoard board, TimeProvider clock)
{
    private const int Most = 200;

    /// <summary>All of them, newest first.</summary>
    public async Task<IReadOnlyList<Announcement>> ListAsync(PlatformPerson by, CancellationToken ct)
    {
        await using var db = await platform.BeginAsync(by, "announcements", ct);
        return await db.Announcements.AsNoTracking().OrderByDescending(a => a.From).ThenByDescending(a => a.Id).Take(Most).ToListAsync(ct);
    }

    /// <summary>Writes one.</summary>
    public async Task<Announcement> RunAsync(PlatformPerson by, AnnouncementInput input, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (title, text) = (input.Title?.Trim() ?? "", input.Text?.Trim() ?? "");
        var errors = new FieldErrors();
        errors.Require(title.Length is >= 1 and <= 120 && !title.Any(char.IsControl), "title", "Enter a title of 1 to 120 characters");
        errors.Require(text.Length <= 1000 && !text.Any(c => char.IsControl(c) && c is not '\n' and not '\r'), "text", "Use 1,000 characters or fewer");
        errors.Require(Enum.IsDefined(input.Level), "level", "Choose info, warning or critical");
        errors.Require(input.Until is null || input.Until > (input.From ?? now) && input.Until > now, "until", "Choose a time after its beginning, and to come");
        await using var db = await platform.BeginAsync(by, "announcements", ct);
        var plan = input.Plan is { Length: > 0 } code ? code : null;
        errors.Require(plan is null || await db.Plans.AnyAsync(p => p.Code == plan, ct), "plan", "Choose a plan of the price list, or everybody");
        errors.ThrowIfAny();
        var made = new Announcement { Id = Guid.CreateVersion7(now), Title = title, Text = text, Level = input.Level, From = (input.From ?? now).ToUniversalTime(), Until = input.Until?.ToUniversalTime(), Plan = plan };
        db.Announcements.Add(made);
        platform.Record(db, by, PlatformActions.Announce, null, title, detail: plan is null ? "written" : $"written, for {plan}");
        await db.TellPlatformChangedAsync(ct);
        await db.CommitAsync(ct);
        board.Forget();
        return made;
    }

    /// <summary>Takes one back; nobody sees it from now on.</summary>
    public async Task RemoveAsync(PlatformPerson by, Guid id, CancellationToken ct)
    {
        await using var db = await platform.BeginAsync(by, "announcements", ct);
        var found = await db.Announcements.FirstOrDefaultAsync(a => a.Id == id, ct) ?? throw new RefusedException(Refusal.NotFound("announcement"));
        db.Announcements.Remove(found);
        platform.Record(db, by, PlatformActions.Announce, null, found.Title, detail: "taken back");
        await db.TellPlatformChangedAsync(ct);
        await db.CommitAsync(ct);
        board.Forget();
    }
}
