using Microsoft.JSInterop;
using Rendrix.Blocks;
using Rendrix.Storefront;
using Rendrix.Web.Client.Editor.Preview;
using Rendrix.Web.Client.Editor.Theme;
using Rendrix.Web.Client.Fields;

namespace Rendrix.Web.Client.Editor;

/// <summary>What the page is looked at as: width, device, states, preview, theme. A person's own, and never part of the page.</summary>
public sealed partial class PageEditor
{
    private static readonly (int Width, string Name, string Icon)[] Widths = [(1280, "Desktop", "monitor"), (768, "Tablet", "tablet"), (390, "Phone", "smartphone")];

    private int _width = 1280;
    private Device _device;
    private CanvasStates _states = CanvasStates.None;
    private string _as = "";
    private ThemeLive? _themeLive;
    private long _themeVersion;
    private (ThemeTokens? Theme, FieldChoices? Of, FieldChoices? Choices) _worn;

    // The same object until the theme changes: the inspector is drawn anew for another one.
    private FieldChoices Worn()
    {
        var theme = Theme?.Session.Theme ?? ThemeTokens.Default;
        if (!ReferenceEquals(_worn.Theme, theme) || !ReferenceEquals(_worn.Of, Choices)) _worn = (theme, Choices, Choices.Wearing(theme));
        return _worn.Choices!;
    }

    /// <summary>Settings for a device are made while looking at it.</summary>
    private Task SetDevice(Device device)
    {
        _device = device;
        return SetWidth(device switch { Device.Phone => 390, Device.Tablet => 768, _ => 1280 });
    }

    private async Task SetWidth(int width)
    {
        _width = width;
        if (width >= 1024) _device = Device.Desktop;
        if (_module is not null) await _module.InvokeVoidAsync("width", width);
    }

    private async Task ShowAsync(CanvasStates states)
    {
        if (states.Says(_states) is { Length: > 0 } words) _said = words;
        _states = states;
        if (_module is not null) await _module.InvokeVoidAsync("show", states.Wire);
    }

    // The frame's address changes with it, so the canvas is drawn anew and reports when it is ready.
    private async Task PreviewAsAsync(string wish)
    {
        await Preview.Use(wish);
        (_as, _canvasVersion, _canvasDocument) = (wish, null, null);
        await LookInsideAsync();
        var (about, cart) = Preview.Parts(wish);
        _said = "Previewed as " + string.Join(", ", Preview.Choices.Where(c => c.Code == about).Concat(Preview.Carts.Where(c => c.Code == cart)).Select(c => c.Label));
    }

    private string AsQuery(char start) => _as.Length == 0 ? "" : $"{start}as={Uri.EscapeDataString(_as)}";

    private void OnTheme(string? notice)
    {
        if (notice is not null) _notice = notice;
        if (Theme is { Session.Version: var version } && version != _themeVersion)
        {
            _themeVersion = version;
            _desk?.Again();
        }
        TellThemeOverlaps();
        StateHasChanged();
    }
}
