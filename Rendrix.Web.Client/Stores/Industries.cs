namespace Rendrix.Web.Client.Stores;

/// <summary>An industry a store can be opened in: its template's code, what people call it, an icon, and words for the preview.</summary>
public sealed record Industry(string Code, string Name, string Icon, string Mood, string Headline, string Button);

/// <summary>The nine industries of the templates.</summary>
public static class Industries
{
    /// <summary>In the order of the wizard.</summary>
    public static IReadOnlyList<Industry> All { get; } =
    [
        new("decor", "Home decor", "lamp", "Calm and warm", "Let the corner glow", "See the room"),
        new("kitchen", "Kitchen", "utensils", "Sturdy and bright", "Put the kettle on. Properly.", "Shop enamelware"),
        new("beauty", "Beauty", "sparkles", "Soft and quiet", "Three drops, then sleep", "Discover"),
        new("garments", "Garments", "shirt", "Plain and precise", "Built for the long walk home", "View the season"),
        new("toys", "Toys", "blocks", "Round and cheerful", "Big adventures for small hands", "Shop new toys"),
        new("nails", "Nail care", "star", "Glossy and playful", "Ten little reasons to show off", "Shop the shades"),
        new("sports", "Sports", "dumbbell", "Bold and fast", "Run the long way round", "Shop now"),
        new("gadgets", "Gadgets", "cpu", "Technical and clear", "quiet, with a dial", "order"),
        new("appliances", "Appliances", "refrigerator", "Fresh and friendly", "Mornings, handled.", "Shop breakfast"),
    ];

    /// <summary>The industry of a code, or the first.</summary>
    public static Industry Of(string code) => All.FirstOrDefault(i => i.Code == code) ?? All[0];
}
