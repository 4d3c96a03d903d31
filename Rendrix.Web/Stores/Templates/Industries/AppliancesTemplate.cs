using Rendrix.Stores;
using static Rendrix.Web.Stores.Templates.Sections;

namespace Rendrix.Web.Stores.Templates.Industries;

/// <summary>Home appliances: a reassuring engineer. Decibels, kilowatt-hours, what is in the box, who fits it.</summary>
internal static class AppliancesTemplate
{
    public static IndustryTemplate Template { get; } = new()
    {
        Code = "appliances",
        Needs = Rendrix.Plans.PlanFeature.AllThemes,
        Title = "Home appliances",
        Pitch = "Clear and calm. Decibels, kilowatt-hours and who fits it.",
        Tagline = "The quiet half of the house",
        Announcement = "We deliver, fit it and take the old one away",
        FreeShippingFrom = 200,
        ShippingCents = 1490,
        Categories =
        [
            new("Breakfast", "Toast, tea, coffee, handled.", "art:appliances/toaster?b=0&c=DCE8E8"),
            new("Floor care", "It knows the legs of your chairs.", "art:appliances/vacuum?b=1"),
            new("Laundry", "Quiet in the wash, thorough in the spin.", "art:appliances/washer?b=2"),
            new("Cooking and coffee", "For the other end of the day.", "art:appliances/mixer?b=0&c=0F6277"),
            new("Cooling", "Fits the gap you have.", "art:appliances/fridge?b=1"),
            new("Air", "Clean, cool, and hard to hear.", "art:appliances/purifier?b=2"),
            new("Quiet favorites", "The ones people write to us about."),
        ],
        MainMenu =
        [
            new("Breakfast", "/categories/breakfast"), new("Floor care", "/categories/floor-care"), new("Laundry", "/categories/laundry"), new("Cooking", "/categories/cooking-and-coffee"), new("Fitting", "/pages/about"),
        ],
        Pictures = new Dictionary<string, string>
        {
            ["hero"] = "art:appliances/scene", ["story"] = "art:appliances/vacuum?b=0", ["about"] = "art:appliances/washer?b=0",
        },
        Home = shop =>
        [
            Hero("Breakfast range", "Mornings, handled.", "A toaster that listens for crisp, a kettle at 42 decibels, and one guarantee for both: ten years.", "Shop breakfast", "/categories/breakfast",
                shop.Picture("hero"), "A butter-yellow toaster and a pale kettle on a counter", "Who fits it", "/pages/about"),
            Usp("10-year guarantee, parts and labor", "Fitted by our own engineers", "Old appliance removed free", "Delivery on the day you choose"),
            Tiles("What needs doing?", 6, "tint"),
            Shelf("Loved for being quiet", "quiet-favorites", 4, "All 12", "/products"),
            Story("It knows the legs of your chairs", "The Robin maps a floor once, then cleans 120 square meters on a charge at the volume of a fridge. The map never leaves the house.", "Meet the Robin", "/products/robin-robot-vacuum", shop.Picture("story"), "A round robot vacuum on a wooden floor"),
            Text("<h2>How loud is quiet?</h2><table><thead><tr><th>Appliance</th><th>Sound</th><th>Like</th><th>Energy a year</th></tr></thead><tbody><tr><td>Air Column, night</td><td>22 dB</td><td>you, asleep</td><td>35 kWh</td></tr><tr><td>Tower Fan, first speed</td><td>26 dB</td><td>a page turned</td><td>9 kWh</td></tr><tr><td>Slim Fridge 185</td><td>34 dB</td><td>a library</td><td>163 kWh</td></tr><tr><td>Whisper Kettle</td><td>42 dB</td><td>rain on a window</td><td>62 kWh</td></tr><tr><td>Quiet Washer 9, wash</td><td>47 dB</td><td>a street at night</td><td>108 kWh</td></tr></tbody></table>"),
            Quotes("", "tint",
                ("The engineer wore overshoes and levelled the feet. That was that.", "Sam and Lee", "bought the Quiet Washer 9", 5),
                ("I only notice the kettle when the tea is ready.", "Ruth A.", "bought the Whisper Kettle", 5),
                ("It goes round the Lego. I moved the Lego to be sure. It went round again.", "Marek D.", "bought the Robin", 4)),
            Faq("Delivery and fitting",
                ("Who carries it up the stairs?", "Two of our own people, on the day you choose. Stairs cost nothing extra."),
                ("What does fitting include?", "Connecting, levelling, a first run and the packaging taken away. Changes to pipes or sockets are quoted beforehand."),
                ("What happens to the old one?", "We take it along and hand it to a certified recycler. You get the receipt.")),
            Newsletter("tint", text: "One thing a month that makes a house quieter. Leave with one click."),
        ],
        About = shop =>
        [
            Hero("Fitting", "We wear overshoes", $"{shop.Name} delivers, connects and takes the old one away.", "See all appliances", "/products", shop.Picture("about"), "A washing machine", kind: "split"),
            Text("<p>We measure noise in a kitchen and not in a laboratory, because that is where you will hear it. Energy is given for a year of ordinary use, with how we counted.</p><h2>The day of delivery</h2><ol><li>We write to you after the order, and you choose a day and a half day.</li><li>Two people carry it in, connect it and level it.</li><li>It runs once while they are there.</li><li>Old appliance and packaging leave with them.</li></ol><h2>Guarantee</h2><p>Ten years, parts and labor. Keep the order number; there is no card to post.</p>"),
        ],
    };
}
