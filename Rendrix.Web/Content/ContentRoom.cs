using Microsoft.AspNetCore.Components.Server.Circuits;
using Rendrix.Content.Edits;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Client.Editor;
using Rendrix.Web.Content.Preview;
using Rendrix.Web.Content.Templates;

namespace Rendrix.Web.Content;

/// <summary>Registers pages and their editor.</summary>
public static class ContentRoom
{
    /// <summary>Verbs, the open pages, the canvas.</summary>
    public static IServiceCollection AddContent(this IServiceCollection services) => services
        .AddSingleton(BlockRules.Of(BlockCatalog.Default.All.Select(kind => kind.Component)))
        .AddScoped<SaveDraft>().AddScoped<PublishPage>().AddScoped<RestoreVersion>().AddScoped<CreatePage>().AddScoped<RevisePage>().AddScoped<DeletePage>()
        .AddSingleton<EditorSessions>().AddHostedService(s => s.GetRequiredService<EditorSessions>())
        .AddScoped<BrowserLine>().AddScoped<CircuitHandler, BrowserLineHandler>()
        .AddScoped<OpenTemplate>().AddScoped<ChooseTemplate>().AddSingleton<PreviewContexts>()
        .AddScoped<Canvas>().AddScoped<BlockGallery>().AddSingleton<CanvasPainter>();
}
