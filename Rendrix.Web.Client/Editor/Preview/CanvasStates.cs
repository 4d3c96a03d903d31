namespace Rendrix.Web.Client.Editor.Preview;

/// <summary>Where the page looks as if the mouse were over it.</summary>
public enum HoverShown
{
    /// <summary>Only where the mouse is.</summary>
    Off,
    /// <summary>On the selected block, with what it holds and what it stands in.</summary>
    Block,
    /// <summary>On everything.</summary>
    Page,
}

/// <summary>
/// Looks that the canvas puts on for one person: their own choice, as the width is, and never part of the page. The browser's part is <c>canvas-states.js</c>.
/// </summary>
/// <param name="Hover">Where hover states show.</param>
/// <param name="Touch">Looks as on a screen for fingers: large targets, nothing to hover with.</param>
/// <param name="Still">Looks as for people who asked their device for less motion.</param>
public sealed record CanvasStates(HoverShown Hover, bool Touch, bool Still)
{
    /// <summary>As this device is.</summary>
    public static CanvasStates None { get; } = new(HoverShown.Off, false, false);

    /// <summary>How many are switched on.</summary>
    public int Count => (Hover == HoverShown.Off ? 0 : 1) + (Touch ? 1 : 0) + (Still ? 1 : 0);

    /// <summary>What the canvas script reads.</summary>
    public object Wire => new { hover = Hover switch { HoverShown.Block => "block", HoverShown.Page => "page", _ => "" }, touch = Touch, still = Still };

    /// <summary>The states that come after one key: off, the selected block, everything.</summary>
    public CanvasStates NextHover() => this with { Hover = Hover switch { HoverShown.Off => HoverShown.Block, HoverShown.Block => HoverShown.Page, _ => HoverShown.Off } };

    /// <summary>What is different from before, as one sentence for people who do not see it; empty when nothing is.</summary>
    public string Says(CanvasStates before) =>
        Hover != before.Hover ? Hover switch { HoverShown.Block => "Hover states show on the selected block", HoverShown.Page => "Hover states show everywhere", _ => "Hover states show where the mouse is" }
        : Touch != before.Touch ? Touch ? "Shown as on a touch screen" : "Shown as on this device"
        : Still != before.Still ? Still ? "Shown with reduced motion" : "Shown with the motion of this device"
        : "";
}
