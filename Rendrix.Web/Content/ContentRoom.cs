using Microsoft.AspNetCore.Components.Server.Circuits;
using Rendrix.Content.Edits;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Content.Themes;
using Rendrix.Web.Client.Editor;
using Rendrix.Web.Content.Library;

namespace Rendrix.Web.Content;

/// <summary>Registers pages and their editor.</summary>
public static class ContentRoom
{
    /// <summary>Verbs, the open pages, the canvas.</summary>
    public static IServiceCollection AddContent(this IServiceCollection services) => services
        .AddSingleton(BlockRules.Of(BlockCatalog.Default.All.Select(kind => kind.Component)))
        .AddScoped<SaveDraft>().AddScoped<PublishPage>().AddScoped<RestoreVersion>().AddScoped<CreatePage>().AddScoped<RevisePage>().AddScoped<DeletePage>()
        .AddSingleton<EditorSessions>().AddHostedService(s => s.GetRequiredService<EditorSessions>())
        .AddScoped<SaveThemeDraft>().AddScoped<PublishTheme>().AddScoped<RestoreTheme>().AddScoped<ThemeHosts>()
        .AddSingleton<ThemeSessions>().AddHostedService(s => s.GetRequiredService<ThemeSessions>())
        .AddScoped<SaveSection>().AddScoped<RenameSection>().AddScoped<DeleteSection>().AddScoped<SectionLibrary>().AddScoped<SiteWords>()
        .AddScoped<BrowserLine>().AddScoped<CircuitHandler, BrowserLineHandler>()
        .AddScoped<Canvas>().AddScoped<BlockGallery>().AddSingleton<CanvasPainter>();
}
