namespace Rendrix.Web.Client.Blocks;

/// <summary>The steps of space that blocks offer, in the measure of the page: the largest is the theme's own distance between sections.</summary>
internal static class Space
{
    /// <summary>The length of a step for a style attribute.</summary>
    public static string Of(string step) => step switch
    {
        "small" => "clamp(8px,1.2vw,16px)",
        "medium" => "clamp(16px,2.4vw,32px)",
        "large" => "clamp(28px,4.6vw,64px)",
        "section" => "var(--section)",
        _ => "0px",
    };

    /// <summary>How children stand across a box: the words of the settings in CSS.</summary>
    public static string Align(string side) => side switch { "center" => "center", "right" or "bottom" => "end", "between" => "space-between", "stretch" => "stretch", _ => "start" };
}
