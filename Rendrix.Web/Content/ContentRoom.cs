using Microsoft.AspNetCore.Components.Server.Circuits;
using Rendrix.Content.Edits;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Content.Checks;
using Rendrix.Web.Content.Previews;
using Rendrix.Web.Content.Redirects;
using Rendrix.Web.Content.Schedules;
using Rendrix.Web.Content.Themes;
using Rendrix.Web.Client.Editor;
using Rendrix.Web.Content.Library;
using Rendrix.Web.Content.Preview;
using Rendrix.Web.Content.Templates;

namespace Rendrix.Web.Content;

/// <summary>Registers pages and their editor.</summary>
public static class ContentRoom
{
    /// <summary>Verbs, the open pages, the canvas.</summary>
    public static IServiceCollection AddContent(this IServiceCollection services)
    {
        foreach (var check in typeof(IPageCheck).Assembly.GetTypes().Where(t => t is { IsAbstract: false, IsClass: true } && t.IsAssignableTo(typeof(IPageCheck))).OrderBy(t => t.Name, StringComparer.Ordinal))
            services.AddSingleton(typeof(IPageCheck), check);
        return services
        .AddSingleton(BlockRules.Of(BlockCatalog.Default.All.Select(kind => kind.Component)))
        .AddScoped<SaveDraft>().AddScoped<PublishPage>().AddScoped<RestoreVersion>().AddScoped<CreatePage>().AddScoped<RevisePage>().AddScoped<DeletePage>().AddScoped<RestorePage>().AddScoped<SaveDetails>()
        .AddSingleton<EditorSessions>().AddHostedService(s => s.GetRequiredService<EditorSessions>())
        .AddScoped<SaveThemeDraft>().AddScoped<PublishTheme>().AddScoped<RestoreTheme>().AddScoped<ThemeHosts>()
        .AddSingleton<ThemeSessions>().AddHostedService(s => s.GetRequiredService<ThemeSessions>())
        .AddScoped<SaveSection>().AddScoped<RenameSection>().AddScoped<DeleteSection>().AddScoped<SectionLibrary>().AddScoped<SiteWords>()
        .AddScoped<AskForReview>().AddScoped<PreviewLinks>().AddScoped<SchedulePage>().AddScoped<PlanSite>().AddScoped<SaveRedirect>().AddScoped<ImportRedirects>()
        .AddScoped<PageChecks>().AddScoped<PagePicture>().AddSingleton<PageScales>()
        .AddScoped<BrowserLine>().AddScoped<CircuitHandler, BrowserLineHandler>()
        .AddScoped<OpenTemplate>().AddScoped<ChooseTemplate>().AddScoped<SaveTemplateRules>().AddSingleton<PreviewContexts>()
        .AddScoped<Canvas>().AddScoped<BlockGallery>().AddSingleton<CanvasPainter>();
    }
}
