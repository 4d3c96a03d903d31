using Rendrix.Web.Stores.Artwork.ArtKit;

namespace Rendrix.Web.Stores.Artwork;

/// <summary>An industry's three backdrop colours, its set, and its wide scene.</summary>
internal sealed record Stage(IReadOnlyList<string> Walls, Action<Sketch> Backdrop, Action<Scene> Compose, string? SceneWall = null)
{
    private static readonly Dictionary<string, Stage> Stages = new(StringComparer.Ordinal)
    {
        ["toys"] = new(["#FFDF9E", "#CDE5EC", "#FBD3C4"], Backdrops.Toys, Scenes.Toys, "#CDE5EC"),
        ["kitchen"] = new(["#E6E0CE", "#D5DCE3", "#EFD9C3"], Backdrops.Kitchen, Scenes.Kitchen),
        ["nails"] = new(["#F8C6D2", "#FFD9C9", "#E6D3EE"], Backdrops.Nails, Scenes.Nails),
        ["decor"] = new(["#DCD6C8", "#CFCFC3", "#E3D2BE"], Backdrops.Decor, Scenes.Decor),
        ["garments"] = new(["#E8E9E6", "#E2E0DA", "#DCE1E5"], Backdrops.Plain, Scenes.Garments, "#E2E0DA"),
        ["beauty"] = new(["#E7CFBE", "#EFE0D2", "#D9C6C0"], Backdrops.Beauty, Scenes.Beauty),
        ["sports"] = new(["#D9DDD4", "#C9D3D6", "#E4E0D4"], Backdrops.Sports, Scenes.Sports),
        ["gadgets"] = new(["#E1E1DC", "#D6DADC", "#E7DFD2"], Backdrops.Gadgets, Scenes.Gadgets),
        ["appliances"] = new(["#DCE8EA", "#F3E7C8", "#E3E4EC"], Backdrops.Appliances, Scenes.Appliances),
    };

    /// <summary>An industry without a set of its own gets the decor room, the calmest of the nine.</summary>
    public static Stage Of(string industry) => Stages.GetValueOrDefault(industry) ?? Stages["decor"];

    public string Wall(int backdrop) => Walls[((backdrop % Walls.Count) + Walls.Count) % Walls.Count];
}
