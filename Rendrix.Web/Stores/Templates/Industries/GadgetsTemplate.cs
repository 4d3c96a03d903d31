using Rendrix.Stores;
using static Rendrix.Web.Stores.Templates.Sections;

namespace Rendrix.Web.Stores.Templates.Industries;

/// <summary>Gadgets: like a manual. Deadpan, lower case, exact units; one dry joke a page at most.</summary>
internal static class GadgetsTemplate
{
    public static IndustryTemplate Template { get; } = new()
    {
        Code = "gadgets",
        Needs = Rendrix.Plans.PlanFeature.AllThemes,
        Title = "Gadgets",
        Pitch = "Ruled like a data sheet, lower case, one orange button.",
        Tagline = "Small machines, clearly labeled",
        FreeShippingFrom = 100,
        ShippingCents = 690,
        Categories =
        [
            new("audio", "things that make sound, and one that keeps it out.", "art:gadgets/headphones?b=1&c=2A2C2F,FF5A1F"),
            new("desk", "keys, light and time.", "art:gadgets/clock?b=2&c=2F3134"),
            new("power", "watts, stated.", "art:gadgets/battery?b=0"),
            new("imaging", "27 a day."),
            new("home and carry", "small enough to lose, loud enough to find."),
        ],
        MainMenu =
        [
            new("audio", "/categories/audio"), new("desk", "/categories/desk"), new("power", "/categories/power"), new("imaging", "/categories/imaging"), new("about", "/pages/about"),
        ],
        Pictures = new Dictionary<string, string>
        {
            ["hero"] = "art:gadgets/scene", ["story"] = "art:gadgets/speaker?b=1", ["about"] = "art:gadgets/keyboard?b=0",
        },
        Home = shop =>
        [
            Hero("hp-2 / over-ear", "quiet, with a dial", "40 hours, 218 grams, one knob for the outside world. turn left for the office, right for the street.", "order hp-2", "/products/hp-2-headphones",
                shop.Picture("hero"), "headphones between a flip clock and a speaker on a dot grid", "all units", "/products"),
            Usp("schematics published", "battery swaps in 4 minutes", "2-year warranty, no form"),
            Newest("in production", 4, "index, 12 units"),
            Story("sp-1 listens only when told", "the microphone has a real switch. slide it left and the circuit is open; no software can close it.", "see sp-1", "/products/sp-1-speaker", shop.Picture("story"), "a small speaker with an orange dial", "page"),
            Text("<h2>hp-2, in figures</h2><table><tbody><tr><th>driver</th><td>40 mm, bio-cellulose</td></tr><tr><th>weight</th><td>218 g with pads</td></tr><tr><th>battery</th><td>40 h, replaceable, usb-c</td></tr><tr><th>outside noise</th><td>12 clicks, 3 dB each</td></tr><tr><th>codecs</th><td>sbc, aac, lc3</td></tr><tr><th>in the box</th><td>headphones, cable, screwdriver</td></tr></tbody></table>"),
            Shelf("on the desk", "desk", 4, "all desk units", "/categories/desk"),
            Faq("good to know",
                ("01 / is there an app", "no. everything is on the device."),
                ("02 / can i open it", "four screws, all the same. opening it does not void anything."),
                ("03 / how loud is the dial", "12 dB per click at 10 cm.")),
            Newsletter("tint", "one letter a month", "new units, errata, and nothing on a monday. leave with one click.", "sign up"),
        ],
        About = shop =>
        [
            Hero("about", "it says what it does", $"{shop.Name} makes small machines with labels that can be read.", "index", "/products", shop.Picture("about"), "a keyboard with sixty keys", kind: "inset"),
            Text("<p>every unit has a number, a schematic and a list of parts that wear out. the parts are for sale. the schematic is printed inside.</p><h2>repairs</h2><p>send us the unit or ask for the part. both cost the same if you are handy. warranty is two years and has no form.</p>"),
        ],
    };
}
