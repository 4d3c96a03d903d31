using Rendrix.Stores;
using static Rendrix.Web.Stores.Templates.Sections;

namespace Rendrix.Web.Stores.Templates.Industries;

/// <summary>Garments: minimal and factual. Upper-case labels, lower-case prose; the reader fills in the rest.</summary>
internal static class GarmentsTemplate
{
    public static IndustryTemplate Template { get; } = new()
    {
        Code = "garments",
        Title = "Clothing",
        Pitch = "White, edge to edge, nothing to add.",
        Tagline = "Clothes with nothing to add",
        FreeShippingFrom = 150,
        ShippingCents = 790,
        Categories =
        [
            new("Outerwear", "drill, felt and three layers."),
            new("Tops", "cotton that holds its collar."),
            new("Trousers", "one pleat or none."),
            new("Knitwear", "merino and lambswool."),
            new("Accessories", "head, neck, feet."),
            new("Bags", "fourteen liters."),
        ],
        MainMenu =
        [
            new("Outerwear", "/categories/outerwear"), new("Tops", "/categories/tops"), new("Trousers", "/categories/trousers"), new("Knitwear", "/categories/knitwear"), new("Repairs", "/pages/about"),
        ],
        Pictures = new Dictionary<string, string>
        {
            ["hero"] = "art:garments/scene", ["story"] = "art:garments/overshirt?b=0", ["about"] = "art:garments/jacket?b=1",
        },
        Home = shop =>
        [
            Hero("Season 07", "Built for the long walk home", "Twelve pieces. Cotton drill, boiled wool, one zip.", "View the season", "/products", shop.Picture("hero"), "A slate overshirt between a beanie and a tee, laid flat"),
            Newest("Season 07", 4, "All 12 pieces"),
            Story("320 grams, no lining", "the overshirt is cut from one length of drill woven in Braga. four pockets, corozo buttons, seams you can show.", "Read the fabric notes", "/products/drill-overshirt", shop.Picture("story"), "The overshirt in bark", "page"),
            Shelf("Head, neck, feet", "accessories", 4, "All accessories", "/categories/accessories"),
            Text("<p>we repair what we sold, for as long as it can be repaired. send it clean. it comes back with a thread you will find if you look.</p>", "center"),
            Tiles("Index", 6, shape: "text"),
            Newsletter("tint", "Once a season", "the new pieces, and what was repaired. leave with one click."),
        ],
        About = shop =>
        [
            Hero("Repairs", "Mended for as long as it can be", $"{shop.Name} makes twelve pieces a season and repairs all the others.", "View the season", "/products", shop.Picture("about"), "A jacket of boiled wool", kind: "split"),
            Text("<p>fabric, weight and origin stand on every page. so does what it cannot do.</p><h2>How a repair works</h2><p>write to us with a photo. we send a label. wash the piece and post it. elbows, hems, zips and buttons take about three weeks. it costs nothing, also the fourth time.</p><h2>Fit</h2><p>take your usual size unless the page says otherwise. if you are between two, take the smaller in wool and the larger in denim.</p>"),
        ],
    };
}
