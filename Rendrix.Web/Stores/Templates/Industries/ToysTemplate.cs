using Rendrix.Stores;
using static Rendrix.Web.Stores.Templates.Sections;

namespace Rendrix.Web.Stores.Templates.Industries;

/// <summary>Toys: warm, funny, short sentences. Talks to the parent, winks at the child.</summary>
internal static class ToysTemplate
{
    public static IndustryTemplate Template { get; } = new()
    {
        Code = "toys",
        Title = "Toys",
        Pitch = "Round and bright, with a wink. Shops by age and by shelf.",
        Tagline = "Toys that outlast the phase",
        Announcement = "Free gift wrap this month, and free delivery over {free}",
        FreeShippingFrom = 45,
        ReturnDays = 60,
        Categories =
        [
            new("0 to 1", "Soft, warm, and safe to chew from every side.", "art:toys/bear?b=2&c=7A4E33,E4C6A1"),
            new("1 to 2", "For the weeks when everything is pulled, pushed and dropped.", "art:toys/duck?b=1"),
            new("2 to 4", "Naming, sorting, floating, and the first long stories.", "art:toys/blocks?b=0"),
            new("4 to 6", "Bridges, timetables and shops with their own prices.", "art:toys/arches?b=0&c=DDB07A,9DB07F,6F9A8D,D98A6B,7F7A9E"),
            new("6 and up", "Things to plan for an hour and run once.", "art:toys/rocket?b=1&c=2F7F86,EDB23C,CF3A20"),
            new("Most hugged", "What families buy twice."),
            new("Wooden toys", "Beech, birch and maple, with paint that stays where it is put."),
            new("Soft toys", "Plush and felt with stitched eyes and long lives."),
            new("Pretend play", "Shops, kitchens and other serious businesses."),
            new("Games and puzzles", "Short rules, steady hands."),
            new("Bath and bedtime", "For the loud half hour and the quiet one after it."),
            new("Little gifts", "Small parcels that fit under an arm."),
        ],
        MainMenu =
        [
            new("New", "/products"), new("Wooden", "/categories/wooden-toys"), new("Soft", "/categories/soft-toys"), new("Games", "/categories/games-and-puzzles"), new("Gifts", "/categories/little-gifts"),
        ],
        Pictures = new Dictionary<string, string>
        {
            ["hero"] = "art:toys/scene", ["story"] = "art:toys/rocket?b=2&c=EDB23C,CF3A20,2F7F86", ["about"] = "art:toys/train?b=0", ["repair"] = "art:toys/duck?b=2&c=7DB7CE",
        },
        Home = shop =>
        [
            Hero("New from the workshop", "Big adventures for small hands", "Solid beech, water-based paint and nothing that needs charging. Built to be thrown, chewed and handed down.",
                "Shop new toys", "/products", shop.Picture("hero"), "A plush bear between a rainbow of wooden arches, a stacking rocket and letter blocks", "Find a gift by age", "/categories/2-to-4"),
            Usp("Tested to EN 71 and ASTM F963", "Spare parts for ten years", "Returns within 60 days, even played-with"),
            Tiles("Pick by age", 5, "tint"),
            Shelf("Most hugged", "most-hugged", 4, "All 12 toys", "/products"),
            Story("One tree in, one toy out", "Every toy is turned from beech that grew within forty miles of our workshop. For each one sold we plant the next. The off-cuts become domino tiles.",
                "See the workshop", "/pages/about", shop.Picture("story"), "The stacking rocket painted in honey yellow"),
            Shelf($"Under {shop.Price(30)}", "little-gifts", 4, "All little gifts", "/categories/little-gifts"),
            Quotes("", "tint",
                ("It has survived two children, one dog and a flight of stairs. Still launches.", "Mira K.", "bought the Comet Rocket", 5),
                ("The bear sits through dinner better than anyone else at the table.", "Joanna L.", "bought Barnaby Bear", 5),
                ("A wheel went missing on holiday. The new one came in a letter, with a drawing of a duck.", "Piet V.", "bought the Pull-Along Duck", 5)),
            Faq("Good to know",
                ("Is the paint safe to chew?", "Yes. It is water-based, tested to EN 71-3, and we publish the certificate for each color."),
                ("What if a part goes missing?", "Write to us for a spare, at the price of the stamp, for ten years after you bought it."),
                ("How do I choose by age?", "Each toy carries the age from its safety test, and one line about what it is good for at that age."),
                ("Can I return a toy that was played with?", "Within 60 days, yes. Toys are for playing. We clean it, mend it and pass it on.")),
            Newsletter("contrast"),
        ],
        About = shop =>
        [
            Hero("Our story", "Made to be handed down", $"{shop.Name} makes toys for people who sit on the floor.", "See the toys", "/products", shop.Picture("about"), "A wooden night train on a loop of track", kind: "split"),
            Text($"<p>It began with a broken wheel. A toy came back from a friend with an apology, and we found that nobody sold the wheel. So we turned one, and then another toy to go with it.</p><p>Today {Html(shop.Name)} is a workshop with six people, two lathes and a shelf for repairs that is never quite empty. We buy beech from a forest we can cycle to, mix our paint with water, and test each toy in the only way that counts: by lending it out on a Friday.</p>"),
            Story("The repair shelf", "Send back anything we made, however loved. We mend it at the price of the post, or tell you how to do it at the kitchen table.", "How to send a repair", "/policies/returns", shop.Picture("repair"), "A pull-along duck in sky blue", side: "right"),
        ],
    };

    private static string Html(string text) => System.Net.WebUtility.HtmlEncode(text);
}
