using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Storefront;
using Rendrix.Web.Client.Editor;
using Rendrix.Web.Client.Editor.Publishing;
using Rendrix.Web.Client.Kit;
using Rendrix.Web.Content.Checks;
using Rendrix.Web.Content.Previews;
using Rendrix.Web.Content.Schedules;
using Rendrix.Web.Content.Themes;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;
using ReviewView = Rendrix.Web.Client.Editor.Publishing.ReviewView;

namespace Rendrix.Web.Content.Pages;

/// <summary>What publishing needs of the program: each function asks for the right again, and turns refusals into sentences.</summary>
public sealed partial class PageEditorPage
{
    private const int MostVersions = 100;
    private int _liveNumber;

    [Inject] private PublishPage Publish { get; set; } = null!;
    [Inject] private PublishTheme ThemePublishing { get; set; } = null!;
    [Inject] private RestoreVersion Restore { get; set; } = null!;
    [Inject] private AskForReview Ask { get; set; } = null!;
    [Inject] private PageChecks Checks { get; set; } = null!;
    [Inject] private PreviewLinks Links { get; set; } = null!;
    [Inject] private SchedulePage Scheduling { get; set; } = null!;
    [Inject] private SaveDetails Details { get; set; } = null!;
    [Inject] private Rendrix.Web.Plans.PlanGate Plans { get; set; } = null!;
    [Inject] private HostNames Hosts { get; set; } = null!;

    /// <summary>How far a member may change pages.</summary>
    private EditRights Rights => Member.May(Permission.EditDesign) ? EditRights.Design : Member.May(Permission.EditContent) ? EditRights.Content : EditRights.None;

    private PublishHost PublishingOf(StoreInfo store, OpenPage page)
    {
        var zone = StoreTime.Zone(store.TimeZone);
        return new PublishHost
        {
            Rights = Rights, MayPublish = Member.May(Permission.Publish), Canvas = $"/s/{Store}/canvas/{Id}",
            Zone = StoreTime.City(store.TimeZone), Now = () => TimeZoneInfo.ConvertTime(Time.GetUtcNow(), zone).DateTime,
            Review = () => ReviewAsync(store, page, zone),
            Check = (document, liveTheme) => Checks.RunAsync(store.TenantId, store.StoreId, Id, document, CancellationToken.None, liveTheme),
            Publish = (view, note, withTheme) => TryAsync(Permission.Publish, async () =>
            {
                var theme = withTheme && view.Theme is { } seen ? new ThemeOrder(seen.Draft, seen.Revision, seen.LiveNumber) : null;
                // A page that is live as it is needs no second version of the same.
                if (theme is not null && view.IsLive)
                {
                    await ThemePublishing.RunAsync(store.TenantId, store.StoreId, theme, Member.UserId, CancellationToken.None);
                    return Outcome.Done;
                }
                return new Outcome(null, await Publish.RunAsync(store.TenantId, store.StoreId, Id, Member.UserId,
                    new PublishOrder { Note = note, Base = view.LiveNumber, Document = view.Draft, Revision = view.Revision, Theme = theme }, CancellationToken.None));
            }),
            Ask = note => TryAsync(Permission.EditContent, async () =>
            {
                if (note is null) await Ask.TakeBackAsync(store.TenantId, store.StoreId, Id, CancellationToken.None);
                else await Ask.RunAsync(store.TenantId, store.StoreId, Id, Member.UserId, note, CancellationToken.None);
                return Outcome.Done;
            }),
            Versions = () => VersionsAsync(store, zone),
            Version = number => VersionAsync(store, number),
            Restore = (number, keepDraft) => TryAsync(Permission.Publish, async () =>
            {
                if (!await page.SaveAsync(CancellationToken.None)) return NotSaved;
                var problems = await Restore.RunAsync(store.TenantId, store.StoreId, Id, number, Member.UserId, keepDraft, _liveNumber, CancellationToken.None);
                if (problems.Count == 0 && !keepDraft) await page.TakeStoredAsync($"Version {number} was restored", CancellationToken.None);
                return new Outcome(null, problems);
            }),
            Previews = async () => Member.May(Permission.EditContent) ? [.. (await Links.ListAsync(store.TenantId, store.StoreId, Id, CancellationToken.None)).Select(made => Show(made, zone))] : [],
            Share = async (number, hours) =>
            {
                PreviewRow? made = null;
                var outcome = await TryAsync(Permission.EditContent, async () =>
                {
                    if (!await page.SaveAsync(CancellationToken.None)) return NotSaved;
                    made = Show(await Links.MakeAsync(store.TenantId, store.StoreId, Id, number, TimeSpan.FromHours(hours), Member.UserId, CancellationToken.None), zone);
                    return Outcome.Done;
                });
                return (made, outcome);
            },
            Revoke = link => TryAsync(Permission.EditContent, async () => { await Links.RevokeAsync(store.TenantId, store.StoreId, Id, link, CancellationToken.None); return Outcome.Done; }),
            Plans = () => PlansAsync(store, zone),
            Plan = wish => TryAsync(Permission.Publish, async () => new Outcome(null, (await Scheduling.RunAsync(store.TenantId, store.StoreId, Id, Member.UserId,
                new SchedulePlan(StoreTime.Moment(wish.From, zone), wish.Until is { } until ? StoreTime.Moment(until, zone) : null) { Note = wish.Note, EvenIfOverlapping = wish.EvenIfOverlapping, Document = wish.Document, Revision = wish.Revision }, CancellationToken.None)).Problems)),
            CallOff = plan => TryAsync(Permission.Publish, async () => { await Scheduling.CancelAsync(store.TenantId, store.StoreId, Id, plan, CancellationToken.None); return Outcome.Done; }),
            Details = () => DetailsAsync(store),
            SaveDetails = form => TryAsync(Permission.EditContent, async () =>
            {
                await Details.SaveAsync(store, page.Session, Member.UserId, form, all: Rights == EditRights.Design, CancellationToken.None);
                return Outcome.Done;
            }),
            StepDetails = async redo =>
            {
                (string? Name, DetailsForm? Now) done = default;
                var outcome = await TryAsync(Permission.EditContent, async () =>
                {
                    done = await Details.StepAsync(store, page.Session, Member.UserId, redo, all: Rights == EditRights.Design, CancellationToken.None);
                    return Outcome.Done;
                });
                return (done.Name, done.Now, outcome);
            },
        };
    }

    private static Outcome NotSaved { get; } = new(new Refusal("SERVICE_UNAVAILABLE", "The draft could not be saved just now. Try again in a moment.", 503), []);

    private async Task<Outcome> TryAsync(Permission permission, Func<Task<Outcome>> act)
    {
        try
        {
            await Member.DemandNowAsync(permission, CancellationToken.None);
            return await act();
        }
        catch (RefusedException refused) { return new Outcome(refused.Refusal, []); }
    }

    private async Task<ReviewView> ReviewAsync(StoreInfo store, OpenPage page, TimeZoneInfo zone)
    {
        if (!await page.SaveAsync(CancellationToken.None) || _themeLease is { } open && !await open.Open.SaveAsync(CancellationToken.None)) throw new RefusedException(NotSaved.Refusal!);
        await using var db = await Transactions.BeginAsync(CancellationToken.None);
        var stored = await db.Pages.AsNoTracking().FirstOrDefaultAsync(p => p.StoreId == store.StoreId && p.Id == Id) ?? throw new RefusedException(Refusal.NotFound("page"));
        var live = await db.PageVersions.AsNoTracking().FirstOrDefaultAsync(v => v.StoreId == store.StoreId && v.PageId == Id && v.Number == stored.PublishedNumber);
        _liveNumber = stored.PublishedNumber;
        var asker = stored.ReviewAskedBy is { } by ? await NameAsync(db, by) : null;
        var draft = PublishCheck.Cleaned(PublishPage.Read(stored.Draft), page.Session.Rules);
        return new ReviewView(live is null ? null : PublishPage.Read(live.Document), stored.PublishedNumber, live is null ? "" : StoreTime.Say(live.PublishedAt, Time.GetUtcNow(), zone),
            live?.PublishedBy is { } who ? await NameAsync(db, who) : "the template", draft, stored.DraftRevision, asker, stored.ReviewNote)
        { Theme = await ThemeReviewAsync(db, store) };
    }

    private static async Task<ThemeReview?> ThemeReviewAsync(AppDb db, StoreInfo store)
    {
        if (await db.StoreThemes.AsNoTracking().FirstOrDefaultAsync(t => t.StoreId == store.StoreId) is not { HasUnpublishedChanges: true } theme) return null;
        var live = await db.Stores.Where(s => s.Id == store.StoreId).Select(s => s.Theme).FirstAsync();
        var review = new ThemeReview(ThemeTokens.Parse(live), ThemeTokens.Parse(theme.Draft), theme.DraftRevision, theme.PublishedNumber);
        return review.Changes.Count == 0 ? null : review;
    }

    private static async Task<string> NameAsync(AppDb db, Guid user) => (await db.Users.Where(u => u.Id == user).Select(u => u.FirstName + " " + u.LastName).FirstOrDefaultAsync())?.Trim() is { Length: > 0 } name ? name : "Someone";

    private static async Task<Dictionary<Guid, string>> NamesAsync(AppDb db, IEnumerable<Guid?> users)
    {
        var ids = users.Where(u => u is not null).Select(u => u!.Value).Distinct().ToList();
        return await db.Users.Where(u => ids.Contains(u.Id)).Select(u => new { u.Id, Name = u.FirstName + " " + u.LastName }).ToDictionaryAsync(u => u.Id, u => u.Name.Trim());
    }

    private async Task<IReadOnlyList<VersionRow>> VersionsAsync(StoreInfo store, TimeZoneInfo zone)
    {
        await using var db = await Transactions.BeginAsync(CancellationToken.None);
        _liveNumber = await db.Pages.Where(p => p.StoreId == store.StoreId && p.Id == Id).Select(p => p.PublishedNumber).FirstOrDefaultAsync();
        var versions = await db.PageVersions.AsNoTracking().Where(v => v.StoreId == store.StoreId && v.PageId == Id).OrderByDescending(v => v.Number).Take(MostVersions)
            .Select(v => new { v.Number, v.PublishedAt, v.PublishedBy, v.Note, v.RestoredFrom }).ToListAsync();
        var names = await NamesAsync(db, versions.Select(v => v.PublishedBy));
        return [.. versions.Select(v => new VersionRow(v.Number, StoreTime.Say(v.PublishedAt, Time.GetUtcNow(), zone), v.PublishedBy is { } by ? names.GetValueOrDefault(by, "someone") : "template", v.Number == _liveNumber, v.Note, v.RestoredFrom))];
    }

    private async Task<PageDocument> VersionAsync(StoreInfo store, int number)
    {
        await using var db = await Transactions.BeginAsync(CancellationToken.None);
        return PublishPage.Read(await db.PageVersions.Where(v => v.StoreId == store.StoreId && v.PageId == Id && v.Number == number).Select(v => v.Document).FirstOrDefaultAsync() ?? throw new RefusedException(Refusal.NotFound("version")));
    }

    private async Task<IReadOnlyList<PlanRow>> PlansAsync(StoreInfo store, TimeZoneInfo zone)
    {
        await using var db = await Transactions.BeginAsync(CancellationToken.None);
        var since = Time.GetUtcNow().AddDays(-7);
        var rows = await (from plan in db.PageSchedules.AsNoTracking()
                          where plan.StoreId == store.StoreId && (plan.State == ScheduleState.Waiting || plan.State == ScheduleState.Live || plan.PageId == Id && plan.State != ScheduleState.Cancelled && plan.PublishAt > since)
                          join page in db.Pages on plan.PageId equals page.Id
                          orderby plan.PublishAt
                          select new { page.Title, plan.Id, plan.PageId, plan.PublishAt, plan.RevertAt, plan.State, plan.Note, plan.Outcome, plan.CreatedBy }).Take(200).ToListAsync();
        var names = await NamesAsync(db, rows.Select(r => r.CreatedBy));
        var open = rows.Where(r => r.State is ScheduleState.Waiting or ScheduleState.Live).ToList();
        return [.. rows.Select(r => new PlanRow(r.Id, r.Title, r.PageId == Id, Local(r.PublishAt, zone), r.RevertAt is { } until ? Local(until, zone) : null, r.State, r.Note, r.Outcome, r.CreatedBy is { } by ? names.GetValueOrDefault(by, "") : "",
            open.Contains(r) && open.Any(o => o.Id != r.Id && o.PageId == r.PageId && PageSchedule.Overlap((o.PublishAt, o.RevertAt), (r.PublishAt, r.RevertAt)))))];
    }

    private async Task<DetailsView> DetailsAsync(StoreInfo store)
    {
        await using var db = await Transactions.BeginAsync(CancellationToken.None);
        var page = await db.Pages.AsNoTracking().FirstOrDefaultAsync(p => p.StoreId == store.StoreId && p.Id == Id) ?? throw new RefusedException(Refusal.NotFound("page"));
        return new DetailsView(SaveDetails.FormOf(PageDetails.Of(page)),
            page.Type, page.Type == PageType.Policy ? "/policies/" : "/pages/", Hosts.UrlOf(store.Identifier), store.Name, store.Tagline, page.PublishedNumber > 0)
        { SeoLocked = (await Plans.WhyLockedAsync(db, Rendrix.Plans.PlanFeature.SeoTools, CancellationToken.None))?.Message };
    }

    private PreviewRow Show(MadePreview made, TimeZoneInfo zone) => new(made.Link.Id, made.Url, made.Link.Number, Local(made.Link.ExpiresAt, zone).ToString("d MMM HH:mm", System.Globalization.CultureInfo.GetCultureInfo("en-US")));

    private static DateTime Local(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).DateTime;
}
