using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Web.Api;
using Rendrix.Web.Client.Editor;
using Rendrix.Web.Content.Checks;
using Rendrix.Web.Content.Previews;
using Rendrix.Web.Content.Schedules;
using Rendrix.Web.Content.Themes;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Content.Api;

/// <summary><c>/api/v1/stores/{storeId}/pages</c>: pages, their drafts and versions, previews and plans.</summary>
public static class PageEndpoints
{
    private const string List = "pages:id", VersionList = "versions:-number";

    /// <summary>Maps the endpoints.</summary>
    public static void MapPages(this ApiGroups api)
    {
        var pages = api.Store.MapGroup("/pages").WithTags("Pages");
        pages.MapGet("", ListAsync).WithName("ListPages").WithSummary("List pages");
        pages.MapPost("", CreateAsync).Demand(Permission.EditDesign).WithName("CreatePage").WithSummary("Make a page, as a draft");
        pages.MapPost("/import", ImportAsync).Demand(Permission.EditDesign).WithName("ImportPage").WithSummary("Make a page from a file that export wrote");
        pages.MapGet("/{pageId:guid}", GetAsync).WithName("GetPage").WithSummary("Read a page with its draft");
        pages.MapPatch("/{pageId:guid}", PatchAsync).Demand(Permission.EditContent).WithName("UpdatePage").WithSummary("Change a page's details, its draft, or both");
        pages.MapDelete("/{pageId:guid}", DeleteAsync).Demand(Permission.EditDesign).WithName("DeletePage").WithSummary("Delete a page; it can be restored for 30 days");
        pages.MapPost("/{pageId:guid}/restore", UndeleteAsync).Demand(Permission.EditDesign).WithName("RestorePage").WithSummary("Bring a deleted page back as it was");
        pages.MapGet("/{pageId:guid}/export", ExportAsync).WithName("ExportPage").WithSummary("A page as a file");
        pages.MapGet("/{pageId:guid}/checks", ChecksAsync).WithName("CheckPage").WithSummary("What the checks find on the draft");
        pages.MapPost("/{pageId:guid}/publish", PublishAsync).Demand(Permission.Publish).WithName("PublishPage").WithSummary("Put the draft live as a new version");
        pages.MapPost("/{pageId:guid}/review", ReviewAsync).Demand(Permission.EditContent).WithName("AskForReview").WithSummary("Say that the draft is ready to be published");
        pages.MapGet("/{pageId:guid}/versions", VersionsAsync).WithName("ListPageVersions").WithSummary("List versions, newest first");
        pages.MapGet("/{pageId:guid}/versions/{number:int}", VersionAsync).WithName("GetPageVersion").WithSummary("Read a version with its document");
        pages.MapPost("/{pageId:guid}/versions/{number:int}/restore", RestoreAsync).Demand(Permission.Publish).WithName("RestorePageVersion").WithSummary("Put an older version live again");
        pages.MapGet("/{pageId:guid}/preview-links", PreviewsAsync).Demand(Permission.EditContent).WithName("ListPreviewLinks").WithSummary("List the preview links that work");
        pages.MapPost("/{pageId:guid}/preview-links", PreviewAsync).Demand(Permission.EditContent).WithName("CreatePreviewLink").WithSummary("Make a link that shows the draft or a version to anybody");
        pages.MapDelete("/{pageId:guid}/preview-links/{linkId:guid}", RevokeAsync).Demand(Permission.EditContent).WithName("RevokePreviewLink").WithSummary("Take a preview link back");
        pages.MapGet("/{pageId:guid}/schedules", PlansAsync).WithName("ListPageSchedules").WithSummary("List a page's plans, the latest first");
        pages.MapPost("/{pageId:guid}/schedules", PlanAsync).Demand(Permission.Publish).WithName("SchedulePage").WithSummary("Plan that the draft as it is now goes live at a time, and back at another");
        pages.MapDelete("/{pageId:guid}/schedules/{scheduleId:guid}", CallOffAsync).Demand(Permission.Publish).WithName("CancelPageSchedule").WithSummary("Call a plan off");
    }

    private static async Task<Ok<Page<PageResponse>>> ListAsync(CallerStore at, PageQuery query, TenantTransactions transactions, HostNames hosts, CancellationToken ct, string? q = null, string? type = null, string? status = null)
    {
        await using var db = await transactions.BeginAsync(at.TenantId, null, ct);
        var all = db.Pages.AsNoTracking().Where(p => p.StoreId == at.StoreId);
        if (!string.IsNullOrWhiteSpace(q)) { var like = "%" + q.Trim().Replace("\0", "", StringComparison.Ordinal).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%"; all = all.Where(p => EF.Functions.ILike(p.Title, like) || EF.Functions.ILike(p.Slug, like)); }
        if (type is not null) all = ApiJson.TryRead<PageType>(type, out var kind) ? all.Where(p => p.Type == kind) : throw new RefusedException(Refusal.Invalid("type", "Choose home, standard, policy or site"));
        if (status is not null)
            all = !ApiJson.TryRead<PageStatus>(status, out var wanted) ? throw new RefusedException(Refusal.Invalid("status", "Choose draft, live or changed"))
                : wanted switch { PageStatus.Draft => all.Where(p => p.PublishedNumber == 0), PageStatus.Live => all.Where(p => p.PublishedNumber > 0 && p.DraftRevision == p.PublishedRevision), _ => all.Where(p => p.PublishedNumber > 0 && p.DraftRevision != p.PublishedRevision) };
        var total = query.WithTotal ? await all.LongCountAsync(ct) : (long?)null;
        if (query.After<Guid>(List) is { } after) all = all.Where(p => p.Id.CompareTo(after) > 0);
        // Without the documents: a list of 250 pages would carry megabytes nobody asked for.
        var rows = await all.OrderBy(p => p.Id).Take(query.Take).Select(p => new Page
        {
            Id = p.Id, Type = p.Type, Title = p.Title, Slug = p.Slug, DraftRevision = p.DraftRevision, PublishedNumber = p.PublishedNumber, PublishedRevision = p.PublishedRevision, PublishedAt = p.PublishedAt,
            SeoTitle = p.SeoTitle, SeoDescription = p.SeoDescription, Canonical = p.Canonical, SocialImage = p.SocialImage, NoIndex = p.NoIndex, ReviewAskedAt = p.ReviewAskedAt, ReviewNote = p.ReviewNote, CreatedAt = p.CreatedAt, UpdatedAt = p.UpdatedAt,
        }).ToListAsync(ct);
        var shop = hosts.UrlOf(at.Store.Subdomain);
        return TypedResults.Ok(query.Answer(rows, p => PageResponse.Of(p, shop, withDocument: false), List, p => [p.Id], total));
    }

    private static async Task<Created<PageResponse>> CreateAsync(CallerStore at, CreatePageRequest request, HttpContext http, CreatePage create, TenantTransactions transactions, HostNames hosts, CancellationToken ct)
    {
        if (request.Title is null) throw new RefusedException(Refusal.Invalid("title", "This field is required"));
        var document = request.Document is { } sent ? DocumentJson.Read(sent) : null;
        var id = await create.RunAsync(at.TenantId, at.StoreId, new NewPage(request.Title, request.Type ?? PageType.Standard, request.Slug, document) { Details = PageSeo.Into(new PageDetails(request.Title, "", "", ""), request.Seo) }, ct);
        return await CreatedAsync(at, id, http, transactions, hosts, ct);
    }

    private static async Task<Created<PageResponse>> ImportAsync(CallerStore at, PageFile file, HttpContext http, CreatePage create, TenantTransactions transactions, HostNames hosts, CancellationToken ct)
    {
        var id = await create.RunAsync(at.TenantId, at.StoreId, file.Read(), ct);
        return await CreatedAsync(at, id, http, transactions, hosts, ct);
    }

    private static async Task<Ok<PageResponse>> GetAsync(CallerStore at, Guid pageId, HttpContext http, TenantTransactions transactions, HostNames hosts, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(at.TenantId, null, ct);
        return Answer(await FindAsync(db, at, pageId, ct), at, http, hosts);
    }

    private static async Task<Ok<PageResponse>> PatchAsync(CallerStore at, Guid pageId, PatchPageRequest request, HttpContext http, RevisePage revise, BlockRules rules, HostNames hosts, CancellationToken ct)
    {
        var document = request.Document is { } sent ? DocumentJson.Read(sent) : null;
        if ((request.Title ?? request.Slug) is not null) at.Caller.Demand(Permission.EditDesign);
        var revised = await revise.RunAsync(at.TenantId, at.StoreId, pageId, stored =>
        {
            http.DemandMatch(TagOf(stored));
            return PageSeo.Into(PageDetails.Of(stored) with { Title = request.Title ?? stored.Title, Slug = request.Slug ?? stored.Slug }, request.Seo);
        }, ct, stored =>
        {
            if (request.BaseRevision is { } seen && seen != stored.DraftRevision) throw new RefusedException(Refusal.Stale() with { Extra = new Dictionary<string, object?> { ["draftRevision"] = stored.DraftRevision } });
            if (document is not null && !at.Caller.May(Permission.EditDesign)) DemandContentOnly(PublishPage.Read(stored.Draft), document, rules);
            return document;
        });
        return Answer(revised.Page, at, http, hosts);
    }

    private static async Task<NoContent> DeleteAsync(CallerStore at, Guid pageId, HttpContext http, DeletePage delete, TenantTransactions transactions, CancellationToken ct)
    {
        await using (var db = await transactions.BeginAsync(at.TenantId, null, ct)) http.DemandMatch(TagOf(await FindAsync(db, at, pageId, ct)));
        await delete.RunAsync(at.TenantId, at.StoreId, pageId, ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<PageResponse>> UndeleteAsync(CallerStore at, Guid pageId, HttpContext http, RestorePage restore, HostNames hosts, CancellationToken ct) =>
        Answer(await restore.RunAsync(at.TenantId, at.StoreId, pageId, ct), at, http, hosts);

    private static async Task<Ok<PageFile>> ExportAsync(CallerStore at, Guid pageId, HttpContext http, TenantTransactions transactions, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(at.TenantId, null, ct);
        var page = await FindAsync(db, at, pageId, ct);
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{page.Slug}.page.json\"";
        return TypedResults.Ok(PageFile.Of(page));
    }

    private static async Task<Ok<CheckResponse>> ChecksAsync(CallerStore at, Guid pageId, PageChecks checks, CancellationToken ct)
    {
        var report = await checks.RunAsync(at.TenantId, at.StoreId, pageId, null, ct);
        return TypedResults.Ok(new CheckResponse([.. report.Findings.Select(f => new FindingResponse(f.Check, f.Area, f.Level, f.BlockId, f.Message, f.Advice))], report.Weight));
    }

    private static async Task<Ok<PageVersionResponse>> PublishAsync(CallerStore at, Guid pageId, HttpContext http, PublishPage publish, ThemeSessions themes, TenantTransactions transactions, CancellationToken ct, PublishPageRequest? request = null)
    {
        await using (var db = await transactions.BeginAsync(at.TenantId, null, ct)) http.DemandMatch(TagOf(await FindAsync(db, at, pageId, ct)));
        if (request?.WithTheme == true)
        {
            // What people changed a moment ago in the editor is part of the draft.
            using var lease = await themes.OpenAsync(at.TenantId, at.StoreId, ct);
            if (!await lease.Open.SaveAsync(ct)) throw new RefusedException(new Refusal("SERVICE_UNAVAILABLE", "The theme could not be saved just now. Try again in a moment.", 503));
        }
        Demand(await publish.RunAsync(at.TenantId, at.StoreId, pageId, at.Caller.UserId, new PublishOrder { Note = request?.Note ?? "", Base = request?.BaseVersion, Theme = request?.WithTheme == true ? new ThemeOrder() : null }, ct));
        return await LiveAsync(at, pageId, http, transactions, ct);
    }

    private static async Task<Ok<PageResponse>> ReviewAsync(CallerStore at, Guid pageId, HttpContext http, AskForReview ask, TenantTransactions transactions, HostNames hosts, CancellationToken ct, PublishPageRequest? request = null)
    {
        await ask.RunAsync(at.TenantId, at.StoreId, pageId, at.Caller.UserId, request?.Note ?? "", ct);
        await using var db = await transactions.BeginAsync(at.TenantId, null, ct);
        return Answer(await FindAsync(db, at, pageId, ct), at, http, hosts);
    }

    private static async Task<Ok<Page<PageVersionResponse>>> VersionsAsync(CallerStore at, Guid pageId, PageQuery query, TenantTransactions transactions, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(at.TenantId, null, ct);
        var live = (await FindAsync(db, at, pageId, ct)).PublishedNumber;
        var all = db.PageVersions.AsNoTracking().Where(v => v.StoreId == at.StoreId && v.PageId == pageId);
        var total = query.WithTotal ? await all.LongCountAsync(ct) : (long?)null;
        if (query.After<int>(VersionList) is { } after) all = all.Where(v => v.Number < after);
        var rows = await all.OrderByDescending(v => v.Number).Take(query.Take).Select(v => new PageVersion { Number = v.Number, PublishedAt = v.PublishedAt, PublishedBy = v.PublishedBy, Note = v.Note, RestoredFrom = v.RestoredFrom }).ToListAsync(ct);
        return TypedResults.Ok(query.Answer(rows, v => PageVersionResponse.Of(v, live, withDocument: false), VersionList, v => [v.Number], total));
    }

    private static async Task<Ok<PageVersionResponse>> VersionAsync(CallerStore at, Guid pageId, int number, HttpContext http, TenantTransactions transactions, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(at.TenantId, null, ct);
        return await VersionOfAsync(db, at, await FindAsync(db, at, pageId, ct), number, http, withDocument: true, ct);
    }

    private static async Task<Ok<PageVersionResponse>> RestoreAsync(CallerStore at, Guid pageId, int number, HttpContext http, RestoreVersion restore, TenantTransactions transactions, CancellationToken ct, RestoreVersionRequest? request = null)
    {
        Demand(await restore.RunAsync(at.TenantId, at.StoreId, pageId, number, at.Caller.UserId, request?.KeepDraft ?? false, request?.BaseVersion, ct));
        return await LiveAsync(at, pageId, http, transactions, ct);
    }

    private static async Task<Ok<Page<PreviewLinkResponse>>> PreviewsAsync(CallerStore at, Guid pageId, PreviewLinks links, TenantTransactions transactions, CancellationToken ct)
    {
        await using (var db = await transactions.BeginAsync(at.TenantId, null, ct)) await FindAsync(db, at, pageId, ct);
        return TypedResults.Ok(new Page<PreviewLinkResponse>([.. (await links.ListAsync(at.TenantId, at.StoreId, pageId, ct)).Select(Show)], null));
    }

    private static async Task<Created<PreviewLinkResponse>> PreviewAsync(CallerStore at, Guid pageId, PreviewLinks links, CancellationToken ct, PreviewLinkRequest? request = null)
    {
        var made = await links.MakeAsync(at.TenantId, at.StoreId, pageId, request?.Version, TimeSpan.FromHours(Math.Clamp(request?.ExpiresInHours ?? 72, -1, 100_000)), at.Caller.UserId, ct);
        return TypedResults.Created(made.Url, Show(made));
    }

    private static async Task<NoContent> RevokeAsync(CallerStore at, Guid pageId, Guid linkId, PreviewLinks links, CancellationToken ct)
    {
        await links.RevokeAsync(at.TenantId, at.StoreId, pageId, linkId, ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Page<ScheduleResponse>>> PlansAsync(CallerStore at, Guid pageId, TenantTransactions transactions, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(at.TenantId, null, ct);
        await FindAsync(db, at, pageId, ct);
        var rows = await db.PageSchedules.AsNoTracking().Where(s => s.StoreId == at.StoreId && s.PageId == pageId).OrderByDescending(s => s.PublishAt).Take(250).ToListAsync(ct);
        return TypedResults.Ok(new Page<ScheduleResponse>([.. rows.Select(s => ScheduleResponse.Of(s, rows))], null));
    }

    private static async Task<Created<ScheduleResponse>> PlanAsync(CallerStore at, Guid pageId, ScheduleRequest request, SchedulePage plan, TenantTransactions transactions, CancellationToken ct)
    {
        if (request.PublishAt is not { } from) throw new RefusedException(Refusal.Invalid("publishAt", "This field is required"));
        var outcome = await plan.RunAsync(at.TenantId, at.StoreId, pageId, at.Caller.UserId, new SchedulePlan(from, request.RevertAt) { Note = request.Note ?? "", EvenIfOverlapping = request.AllowOverlap ?? false }, ct);
        Demand(outcome.Problems);
        await using var db = await transactions.BeginAsync(at.TenantId, null, ct);
        var others = await SchedulePage.OpenAsync(db, at.StoreId, pageId, ct);
        return TypedResults.Created($"/api/v1/stores/{at.StoreId}/pages/{pageId}/schedules", ScheduleResponse.Of(outcome.Schedule!, others));
    }

    private static async Task<NoContent> CallOffAsync(CallerStore at, Guid pageId, Guid scheduleId, SchedulePage plan, CancellationToken ct)
    {
        await plan.CancelAsync(at.TenantId, at.StoreId, pageId, scheduleId, ct);
        return TypedResults.NoContent();
    }

    /// <summary>Details, draft and live version each change a page, so its tag holds all three.</summary>
    private static string TagOf(Page page) => string.Create(CultureInfo.InvariantCulture, $"{page.DraftRevision}-{page.PublishedNumber}-{page.UpdatedAt.ToUnixTimeMilliseconds():x}");

    private static async Task<Page> FindAsync(AppDb db, CallerStore at, Guid pageId, CancellationToken ct) =>
        await db.Pages.AsNoTracking().FirstOrDefaultAsync(p => p.StoreId == at.StoreId && p.Id == pageId, ct) ?? throw new RefusedException(Refusal.NotFound("page"));

    private static Ok<PageResponse> Answer(Page page, CallerStore at, HttpContext http, HostNames hosts)
    {
        http.SetEtag(TagOf(page));
        return TypedResults.Ok(PageResponse.Of(page, hosts.UrlOf(at.Store.Subdomain), withDocument: true));
    }

    private static async Task<Created<PageResponse>> CreatedAsync(CallerStore at, Guid id, HttpContext http, TenantTransactions transactions, HostNames hosts, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(at.TenantId, null, ct);
        var page = await FindAsync(db, at, id, ct);
        http.SetEtag(TagOf(page));
        return TypedResults.Created($"/api/v1/stores/{at.StoreId}/pages/{id}", PageResponse.Of(page, hosts.UrlOf(at.Store.Subdomain), withDocument: true));
    }

    private static async Task<Ok<PageVersionResponse>> LiveAsync(CallerStore at, Guid pageId, HttpContext http, TenantTransactions transactions, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(at.TenantId, null, ct);
        var page = await FindAsync(db, at, pageId, ct);
        return await VersionOfAsync(db, at, page, page.PublishedNumber, http, withDocument: false, ct);
    }

    private static async Task<Ok<PageVersionResponse>> VersionOfAsync(AppDb db, CallerStore at, Page page, int number, HttpContext http, bool withDocument, CancellationToken ct)
    {
        var version = await db.PageVersions.AsNoTracking().FirstOrDefaultAsync(v => v.StoreId == at.StoreId && v.PageId == page.Id && v.Number == number, ct) ?? throw new RefusedException(Refusal.NotFound("version"));
        // A version never changes; whether it is live does.
        http.SetEtag(string.Create(CultureInfo.InvariantCulture, $"{number}-{(number == page.PublishedNumber ? 1 : 0)}"));
        return TypedResults.Ok(PageVersionResponse.Of(version, page.PublishedNumber, withDocument));
    }

    private static PreviewLinkResponse Show(MadePreview made) => new(made.Link.Id, made.Url, made.Link.Number, made.Link.CreatedAt, made.Link.ExpiresAt);

    // Problems of one block are gathered under it, problems of the page under the document.
    private static void Demand(IReadOnlyList<PublishProblem> problems)
    {
        if (problems.Count == 0) return;
        throw new RefusedException(Refusal.Invalid(problems.GroupBy(p => p.BlockId is { } id ? "document.blocks." + id : "document").ToDictionary(g => g.Key, g => g.Select(p => p.Message).ToArray()))
            with
        { Message = problems.Count == 1 ? "One thing has to be put right before this page can go live." : $"{problems.Count} things have to be put right before this page can go live." });
    }

    private static void DemandContentOnly(PageDocument before, PageDocument after, BlockRules rules)
    {
        foreach (var change in DocumentDiff.Between(before, after).Changes)
        {
            var why = change is BlockChanged { Settings: var settings } && change.Type == ((BlockChanged)change).OldType
                ? settings.Select(s => EditRights.Content.WhyNot(new ChangeProp(change.Id, s.Key, s.New), after, rules)).FirstOrDefault(reason => reason is not null) : EditRightsRules.ContentOnly;
            if (why is not null) throw new RefusedException(new Refusal("FORBIDDEN", why + ".", StatusCodes.Status403Forbidden));
        }
    }
}
