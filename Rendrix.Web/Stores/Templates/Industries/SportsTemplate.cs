using Rendrix.Stores;
using static Rendrix.Web.Stores.Templates.Sections;

namespace Rendrix.Web.Stores.Templates.Industries;

/// <summary>Sports: imperative, short, measured. Grams and millimeters, no chest-beating.</summary>
internal static class SportsTemplate
{
    public static IndustryTemplate Template { get; } = new()
    {
        Code = "sports",
        Needs = Rendrix.Plans.PlanFeature.PremiumThemes,
        Title = "Sports",
        Pitch = "Concrete and volt. Short sentences, exact numbers.",
        Tagline = "Go before you feel like it",
        Announcement = "Run them for 60 days. Send them back muddy.",
        AnnouncementScheme = "accent",
        FreeShippingFrom = 90,
        ShippingCents = 590,
        ReturnDays = 60,
        Categories =
        [
            new("Run", "Shoes, bottles and shirts that come along.", "art:sports/shoe?b=1&c=FF5A1F,12181A,F4F5EF"),
            new("Team and trail", "Balls, vests, hills.", "art:sports/vest?b=0"),
            new("Lift", "Iron that stays quiet.", "art:sports/dumbbell?b=2"),
            new("Recover", "Ten minutes after, not instead.", "art:sports/roller?b=1"),
            new("Race day", "What is laid out the night before."),
        ],
        MainMenu =
        [
            new("Run", "/categories/run"), new("Strength", "/categories/lift"), new("Trail", "/categories/team-and-trail"), new("Recover", "/categories/recover"), new("Race day", "/categories/race-day"),
        ],
        Pictures = new Dictionary<string, string>
        {
            ["hero"] = "art:sports/scene", ["story"] = "art:sports/dumbbell?b=0", ["about"] = "art:sports/shoe?b=2&c=5C6E7A,12181A,F4F5EF",
        },
        Home = shop =>
        [
            Hero("Meridian 2, 218 g", "Run the long way round", "Supercritical foam, 6 mm drop, a knit upper that drains. Made for wet roads and early alarms.", "Shop Meridian 2", "/products/meridian-2",
                shop.Picture("hero"), "A volt running shoe and a bottle on concrete with lane lines", "See all running", "/categories/run"),
            Usp("60-day road test", "Ships today until 3 pm", "Recycled at end of life"),
            Tiles("By sport", 4),
            Newest("New kit", 4, "All 12"),
            Story("Iron that stays quiet", "Hex ends, urethane coat, knurled grip. Drop them at six in the morning; the neighbors sleep on.", "Shop strength", "/categories/lift", shop.Picture("story"), "A hex dumbbell", "contrast"),
            Shelf("Race day", "race-day", 4, "All race day", "/categories/race-day"),
            Quotes("", "tint",
                ("Forty weeks, 1,900 km, and the heel still rebounds.", "Dana R.", "bought Meridian 2", 5),
                ("Set it down at five in the morning. Nobody woke.", "Emre T.", "bought the Kettlebell", 5),
                ("Two flasks, eight hours, no bounce.", "Sanna H.", "bought the Trail Vest", 5)),
            Newsletter("accent", "One session a month", "A workout, a route, new kit. Leave with one click."),
        ],
        About = shop =>
        [
            Hero("Us", "Tested before sunrise", $"{shop.Name} makes twelve things. All of them have been rained on.", "See the kit", "/products", shop.Picture("about"), "A running shoe in slate", kind: "full"),
            Text("<p>We weigh everything. We write it down. If the new one is heavier than the old one, the old one stays.</p><h2>60-day road test</h2><p>Run in them. If they are not for you, send them back muddy within 60 days. We clean what can be cleaned and recycle the rest.</p><h2>Sizes</h2><p>Shoes run true. Between sizes, take the larger. Clothing is cut for moving: your usual size.</p>"),
        ],
    };
}
