using Rendrix.Stores;
using static Rendrix.Web.Stores.Templates.Sections;

namespace Rendrix.Web.Stores.Templates.Industries;

/// <summary>Nail care: confident, quick, a little cheeky. Color names flirt, care copy stays precise.</summary>
internal static class NailsTemplate
{
    public static IndustryTemplate Template { get; } = new()
    {
        Code = "nails",
        Needs = Rendrix.Plans.PlanFeature.PremiumThemes,
        Title = "Nail care",
        Pitch = "Glossy pinks, big type, a little cheek.",
        Tagline = "Color, all the way to the tips",
        Announcement = "Two coats, six minutes. Free delivery over {free}",
        FreeShippingFrom = 35,
        ShippingCents = 390,
        Categories =
        [
            new("Shades", "Full cover in two coats, named by people who like puns.", "art:nails/polish?b=0&c=8E1227"),
            new("Base and top", "First on and last on.", "art:nails/polish?b=1&c=7C56B8"),
            new("Press-ons", "Ten nails in ten minutes.", "art:nails/tips?b=0"),
            new("Tools", "Lamps, files and places to keep them.", "art:nails/lamp?b=1"),
            new("Care", "Oils, balms and a gentle way to take it all off.", "art:nails/rollon?b=2"),
            new("Sets", "Everything at once, for you or somebody else.", "art:nails/set?b=0&c=C0104A"),
        ],
        MainMenu =
        [
            new("Shades", "/categories/shades"), new("Gel", "/products/halo-gel-lamp"), new("Care", "/categories/care"), new("Tools", "/categories/tools"), new("Sets", "/categories/sets"),
        ],
        Pictures = new Dictionary<string, string>
        {
            ["hero"] = "art:nails/scene", ["story"] = "art:nails/lamp?b=2", ["about"] = "art:nails/polish?b=2&c=F0643F",
        },
        Home = shop =>
        [
            Hero("Autumn glaze", "Ten little reasons to show off", "Two coats, six minutes, eleven days. Vegan, 21-free, and named by people who like puns.", "Shop the shades", "/categories/shades",
                shop.Picture("hero"), "Five bottles of polish in an arc, from coral to violet", "How we test", "/pages/about"),
            Tiles("By the mood", 6),
            Newest("Wear it now", 4, "All 12"),
            Story("Salon shine in a lunch break", "The Halo Lamp cures in thirty seconds, folds flat and charges from your laptop. Your wrist goes in straight, so no smudged thumb.", "Meet the lamp", "/products/halo-gel-lamp", shop.Picture("story"), "A small gel lamp, open", "contrast"),
            Shelf("Care", "care", 4, "All care", "/categories/care"),
            Quotes("", "tint",
                ("Day nine and my climbing gym has not chipped it yet.", "Priya S.", "bought Cherry Cola", 5),
                ("Milk Bath at one coat is my nails, but they went to a good school.", "Ines B.", "bought Milk Bath", 5),
                ("The oil in my coat pocket has outlived three lip balms.", "Lou F.", "bought Cuticle Quartet", 5)),
            Faq("Good to know",
                ("How long until it is dry?", "Two thin coats are dry to touch in six minutes and dry to denim in twenty."),
                ("Does gel need the lamp?", "Gel does. Everything we call polish dries on its own."),
                ("What does 21-free mean?", "Made without 21 ingredients that polish used to have. The list is on each page, with what we use instead."),
                ("May I return an opened bottle?", "Closed ones, within 30 days. If a color is plainly wrong for you, write to us; we are good at swaps.")),
            Newsletter("tint", text: "New shades first, and how to wear them. Leave with one click."),
        ],
        About = shop =>
        [
            Hero("Us", "Named by people who like puns", $"{shop.Name} is four people and a great many swatches.", "Shop the shades", "/categories/shades", shop.Picture("about"), "A bottle of coral polish", kind: "banner"),
            Text("<p>We test on climbers, cooks and one potter. Eleven days is the number that came back without a chip, from people who were told not to be careful.</p><p>Everything is vegan and 21-free, and the bottle has a neck that can be wiped clean, because the end of a polish is always the neck.</p>"),
        ],
    };
}
