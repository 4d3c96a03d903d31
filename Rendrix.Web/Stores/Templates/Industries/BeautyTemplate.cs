using Rendrix.Stores;
using static Rendrix.Web.Stores.Templates.Sections;

namespace Rendrix.Web.Stores.Templates.Industries;

/// <summary>Beauty: a soft-spoken chemist. What it does, how it feels, when to use it; the percentage beside the ingredient.</summary>
internal static class BeautyTemplate
{
    public static IndustryTemplate Template { get; } = new()
    {
        Code = "beauty",
        Needs = Rendrix.Plans.PlanFeature.PremiumThemes,
        Title = "Beauty",
        Pitch = "Clay and arches, percentages on every label.",
        Tagline = "Skin, left to itself, mostly",
        Announcement = "Two samples of your choice with every order",
        FreeShippingFrom = 50,
        Categories =
        [
            new("Morning", "Cleanse, protect, leave the house.", "art:beauty/mist?b=0&c=A9B59A"),
            new("Evening", "Take the day off, then let the night work.", "art:beauty/serum?b=1&c=3F5A3A"),
            new("Sunday", "Masks, salts and time.", "art:beauty/jar?b=2&c=C9CDB8"),
            new("The ritual", "Four steps, in the order they are used."),
            new("Face", "Everything above the collar."),
            new("Lips and cheeks", "A little color that moves with you."),
            new("Body and scent", "Oils, salts and one solid perfume."),
        ],
        MainMenu =
        [
            new("The ritual", "/categories/the-ritual"), new("Face", "/categories/face"), new("Lips", "/categories/lips-and-cheeks"), new("Body", "/categories/body-and-scent"), new("Refills", "/pages/about"),
        ],
        Pictures = new Dictionary<string, string>
        {
            ["hero"] = "art:beauty/scene", ["story"] = "art:beauty/serum?b=0", ["about"] = "art:beauty/oil?b=1",
        },
        Home = shop =>
        [
            Hero("The evening ritual", "Three drops, then sleep", "Night Serum with 2 % bakuchiol and squalane from olives. It sinks in while you brush your teeth.", "Discover Night Serum", "/products/night-serum",
                shop.Picture("hero"), "An amber serum bottle in an arched niche, with a jar and a lipstick", "How refills work", "/pages/about"),
            Usp("Percentages on every label", "Refills for every bottle", "Never tested on animals"),
            Text("<p>Few ingredients, named with their amounts, for skin that would rather be left alone.</p>", "center"),
            Shelf("The ritual", "the-ritual", 4, "All 12", "/products"),
            Story("Empty is a beginning", "Rinse the bottle, send for a refill, pay a third less. The glass has been designed to go round fifty times.", "How refills work", "/pages/about", shop.Picture("story"), "The serum's glass bottle", "contrast"),
            Tiles("Where would you like to begin?", 3, "tint"),
            Quotes("", "page", ("My skin looks like I sleep. I have a newborn; I do not.", "Helena V.", "bought Night Serum", 0)),
            Faq("On ingredients",
                ("Why bakuchiol and not retinol?", "It works on the same receptors, more slowly and without the peeling. Use it at night all the same, and sunscreen by day."),
                ("Is everything unscented?", "The face range is, apart from rosewater, which is nothing but scent. Body and perfume name their oils."),
                ("Can I use it while pregnant?", "Everything here is free of retinoids and salicylic acid above 0.5 %. Show your doctor the list on the page.")),
            Newsletter("tint", text: "One ingredient a month, explained by the person who weighs it. Leave with one click."),
        ],
        About = shop =>
        [
            Hero("Refills", "Fifty rounds for one bottle", $"{shop.Name} fills, you rinse, and the glass goes round.", "See the ritual", "/categories/the-ritual", shop.Picture("about"), "A bottle of dry body oil", kind: "split"),
            Text("<p>We are two chemists and a gardener. We print the percentage next to the ingredient because it is the only number that says anything.</p><h2>How refills work</h2><ol><li>Finish the bottle and rinse it with warm water.</li><li>Order the refill; it comes in paper and foil, and costs a third less.</li><li>Pour, close, write the date under the base.</li></ol>"),
        ],
    };
}
