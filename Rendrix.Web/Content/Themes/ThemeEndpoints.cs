using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rendrix.Content;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Storefront;
using Rendrix.Web.Api;
using Rendrix.Web.Client.Editor.Theme;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;
using Rendrix.Web.Storefront;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Content.Themes;

/// <summary><c>/api/v1/themes</c>, <c>/api/v1/stores/{storeId}/theme</c>, and the download of the dashboard.</summary>
public static class ThemeEndpoints
{
    private const string Library = "themes:place", Versions = "theme-versions:-number";

    /// <summary>Maps the API.</summary>
    public static void MapThemes(this ApiGroups api)
    {
        api.V1.MapGet("/themes", List).WithTags("Themes").WithName("ListThemes").WithSummary("List the themes of the library");
        api.V1.MapGet("/themes/{themeId}", Get).WithTags("Themes").WithName("GetTheme").WithSummary("Read a theme of the library");
        api.V1.MapGet("/themes/{themeId}/preview", Preview).WithTags("Themes").WithName("PreviewTheme").WithSummary("Look at a theme as a page").Produces<string>(200, "text/html");
        var theme = api.Store.MapGroup("/theme").WithTags("Themes");
        theme.MapPost("", WearAsync).Demand(Permission.EditDesign).WithName("UseTheme").WithSummary("Use a theme of the library, or publish the draft")
            .WithDescription("Puts the theme into the draft and, unless publish is false, live. Pages, schemes of your own and custom CSS stay.");
        theme.MapGet("/settings", SettingsAsync).Demand(Permission.EditDesign).WithName("GetThemeSettings").WithSummary("Read the theme draft");
        theme.MapPatch("/settings", PatchAsync).Demand(Permission.EditDesign).WithName("UpdateThemeSettings").WithSummary("Change the theme draft")
            .WithDescription("People who have the editor open see the change at once. Nothing goes live until it is published.");
        theme.MapGet("/versions", VersionsAsync).Demand(Permission.EditDesign).WithName("ListThemeVersions").WithSummary("List published themes, newest first");
        theme.MapPost("/versions/{number:int}/restore", RestoreAsync).Demand(Permission.Publish).WithName("RestoreTheme").WithSummary("Put an older theme live again");
    }

    /// <summary>Maps <c>/s/{store}/design/theme.json</c>: the theme as a file.</summary>
    public static IEndpointRouteBuilder MapThemeFile(this IEndpointRouteBuilder app)
    {
        app.MapGet("/s/{store}/design/theme.json", async (CurrentTenant tenant, CurrentMember member, ThemeSessions sessions, CancellationToken ct) =>
        {
            if (!member.May(Permission.EditDesign)) return Results.Text("Your role here cannot edit the theme. Ask an owner or admin.", statusCode: StatusCodes.Status403Forbidden);
            var store = tenant.RequireStore;
            using var lease = await sessions.OpenAsync(store.TenantId, store.StoreId, ct);
            return Results.File(Encoding.UTF8.GetBytes(lease.Session.Theme.ToJson()), "application/json", $"{store.Identifier}-theme.json");
        }).ExcludeFromDescription();
        return app;
    }

    private static Ok<Page<ThemeResponse>> List(PageQuery page)
    {
        var after = page.After<int>(Library);
        var rows = ThemeHosts.Library.Select((choice, index) => (Choice: choice, Index: index)).Where(t => after is null || t.Index > after).Take(page.Take).ToList();
        return TypedResults.Ok(page.Answer(rows, t => ThemeResponse.From(t.Choice), Library, t => [t.Index], page.WithTotal ? ThemeHosts.Library.Count : (long?)null));
    }

    private static Ok<ThemeResponse> Get(string themeId) => TypedResults.Ok(ThemeResponse.From(Find(themeId)));

    private static ShopResult<ThemeSpecimen> Preview(string themeId) => new(new Dictionary<string, object?> { [nameof(ThemeSpecimen.Choice)] = Find(themeId) });

    private static async Task<Ok<ThemeSettingsResponse>> WearAsync(CallerStore at, ThemeRequest body, HttpContext http, ThemeHosts hosts, ThemeSessions sessions, PublishTheme publish, TenantTransactions transactions, TimeProvider time, CancellationToken ct)
    {
        var choice = body.ThemeId is { } id ? ThemeHosts.Library.FirstOrDefault(t => t.Code == id) ?? throw new RefusedException(Refusal.Invalid("themeId", "Choose one of " + string.Join(", ", ThemeHosts.Library.Select(t => t.Code)))) : null;
        if (body.Publish ?? true) at.Caller.Demand(Permission.Publish);
        using var lease = await OpenAsync(at, sessions, ct);
        http.DemandMatch(lease.Session.Revision);
        if (choice is not null && await hosts.WhyLockedAsync(at.TenantId, at.StoreId, choice.Code, lease.Session.Theme, ct) is { } why) throw new RefusedException(why);
        if (choice is not null) lease.Session.Do(at.Caller.UserId, ThemeEdit.Wear(lease.Session.Theme, choice.Theme, choice.Title));
        await SaveAsync(lease, ct);
        if (body.Publish ?? true) await publish.RunAsync(at.TenantId, at.StoreId, at.Caller.UserId, ct);
        return await AnswerAsync(at, lease, http, transactions, time, ct);
    }

    private static async Task<Ok<ThemeSettingsResponse>> SettingsAsync(CallerStore at, HttpContext http, ThemeSessions sessions, TenantTransactions transactions, TimeProvider time, CancellationToken ct)
    {
        using var lease = await sessions.OpenAsync(at.TenantId, at.StoreId, ct);
        return await AnswerAsync(at, lease, http, transactions, time, ct);
    }

    private static async Task<Ok<ThemeSettingsResponse>> PatchAsync(CallerStore at, ThemePatch body, HttpContext http, ThemeSessions sessions, TenantTransactions transactions, TimeProvider time, CancellationToken ct)
    {
        var values = (body.Tokens ?? ImmutableDictionary<string, string?>.Empty).ToImmutableDictionary();
        var errors = new FieldErrors();
        foreach (var (name, value) in values)
        {
            var token = ThemeCatalog.Find(name);
            if (token is null || token.Kind == TokenKind.Css) errors.Add($"tokens.{name}", "There is no token of this name");
            else if (value is { Length: > 0 } && !token.Accepts(value)) errors.Add($"tokens.{name}", token.Problem(value));
        }
        if (body.Css is { } css)
        {
            foreach (var problem in CustomCss.Problems(css)) errors.Add("css", problem.ToString());
            values = values.SetItem("css", css);
        }
        errors.ThrowIfAny();
        using var lease = await OpenAsync(at, sessions, ct);
        http.DemandMatch(lease.Session.Revision);
        if (values.Count > 0 && lease.Session.Do(at.Caller.UserId, new ThemeEdit("Change theme settings", values)) is { Length: > 0 } reason) throw new RefusedException(Refusal.Invalid("tokens", reason));
        await SaveAsync(lease, ct);
        return await AnswerAsync(at, lease, http, transactions, time, ct);
    }

    private static async Task<Ok<Page<ThemeVersionResponse>>> VersionsAsync(CallerStore at, PageQuery page, TenantTransactions transactions, TimeProvider time, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(ct);
        var theme = await db.ThemeAsync(at.StoreId, time, ct);
        var all = db.ThemeVersions.AsNoTracking().Where(v => v.StoreId == at.StoreId);
        var total = page.WithTotal ? await all.LongCountAsync(ct) : (long?)null;
        if (page.After<int>(Versions) is { } after) all = all.Where(v => v.Number < after);
        var rows = await all.OrderByDescending(v => v.Number).Take(page.Take).Select(v => new ThemeVersionResponse(v.Number, v.PublishedAt, v.PublishedBy, v.Number == theme.PublishedNumber)).ToListAsync(ct);
        await db.CommitAsync(ct);
        return TypedResults.Ok(page.Answer(rows, r => r, Versions, r => [r.Number], total));
    }

    private static async Task<Ok<ThemeSettingsResponse>> RestoreAsync(CallerStore at, int number, HttpContext http, ThemeSessions sessions, RestoreTheme restore, TenantTransactions transactions, TimeProvider time, CancellationToken ct)
    {
        using var lease = await sessions.OpenAsync(at.TenantId, at.StoreId, ct);
        await SaveAsync(lease, ct);
        await restore.RunAsync(at.TenantId, at.StoreId, number, at.Caller.UserId, ct);
        await lease.Open.TakeStoredAsync($"Theme version {number} was restored", ct);
        return await AnswerAsync(at, lease, http, transactions, time, ct);
    }

    private static ThemeChoice Find(string code) => ThemeHosts.Library.FirstOrDefault(t => t.Code == code) ?? throw new RefusedException(Refusal.NotFound("theme"));

    // People who have the theme open are told by name who changed it.
    private static async Task<ThemeLease> OpenAsync(CallerStore at, ThemeSessions sessions, CancellationToken ct)
    {
        var lease = await sessions.OpenAsync(at.TenantId, at.StoreId, ct);
        lease.Session.Introduce(at.Caller.UserId, at.Caller.Name);
        return lease;
    }

    private static async Task SaveAsync(ThemeLease lease, CancellationToken ct)
    {
        if (!await lease.Open.SaveAsync(ct)) throw new RefusedException(new Refusal("SERVICE_UNAVAILABLE", "The theme could not be saved just now. Try again in a moment.", 503));
    }

    private static async Task<Ok<ThemeSettingsResponse>> AnswerAsync(CallerStore at, ThemeLease lease, HttpContext http, TenantTransactions transactions, TimeProvider time, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(ct);
        var row = await db.ThemeAsync(at.StoreId, time, ct);
        await db.CommitAsync(ct);
        var theme = lease.Session.Theme;
        using var settings = JsonDocument.Parse(theme.ToJson());
        http.SetEtag(row.DraftRevision);
        return TypedResults.Ok(new ThemeSettingsResponse(theme["name"], row.DraftRevision, row.PublishedNumber, row.HasUnpublishedChanges, settings.RootElement.Clone()));
    }
}
