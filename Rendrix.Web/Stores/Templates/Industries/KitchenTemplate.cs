using Rendrix.Stores;
using static Rendrix.Web.Stores.Templates.Sections;

namespace Rendrix.Web.Stores.Templates.Industries;

/// <summary>Kitchen: a calm cook explaining to a friend. Materials, weights, care; numbers before adjectives.</summary>
internal static class KitchenTemplate
{
    public static IndustryTemplate Template { get; } = new()
    {
        Code = "kitchen",
        Title = "Kitchen",
        Pitch = "Warm paper and cobalt, numbers before adjectives.",
        Tagline = "Tools for people who cook",
        Announcement = "Knife sharpening by post is free for life",
        FreeShippingFrom = 75,
        ShippingCents = 590,
        Categories =
        [
            new("Stovetop", "Iron, copper and enamel for any heat.", "art:kitchen/kettle?b=1&c=EBDDBB"),
            new("Knives", "Carbon steel, sharpened for life.", "art:kitchen/knife?b=2"),
            new("Prep", "Bowls, boards and whisks for the first half hour.", "art:kitchen/bowls?b=0&c=EFE3CF,C77B58,E0B184"),
            new("Table", "What stays out when the cooking is done.", "art:kitchen/mill?b=1&c=CDA06A"),
            new("Coffee", "For the first ten minutes of the day."),
            new("Linen", "Cloth that gets better."),
            new("Small tools", "Little things that are used daily."),
        ],
        MainMenu =
        [
            new("Stovetop", "/categories/stovetop"), new("Knives", "/categories/knives"), new("Prep", "/categories/prep"), new("Coffee", "/categories/coffee"), new("Care", "/pages/about"),
        ],
        Pictures = new Dictionary<string, string>
        {
            ["hero"] = "art:kitchen/scene", ["story"] = "art:kitchen/knife?b=0", ["about"] = "art:kitchen/skillet?b=2",
        },
        Home = shop =>
        [
            Hero("The enamel collection", "Put the kettle on. Properly.", "Vitreous enamel over one millimeter of steel: boils in four minutes, pours without a drip, and mends with a cloth.", "Shop enamelware", "/products/enamel-kettle-1-6-l",
                shop.Picture("hero"), "A cobalt kettle between stoneware bowls and a pepper mill in front of a tiled wall", "Read how it is made", "/pages/about"),
            Usp("25-year promise on steel and iron", "Leaves our store within one working day", "Spare handles and lids kept in stock"),
            Newest("From the stove to the table", 4, "All 12 tools"),
            Story("Sharp on day one, sharper in year ten", "Our knives leave the stone at fifteen degrees a side. Send yours back whenever it drags on a tomato; we hone it and pay the postage both ways.", "How sharpening works", "/pages/about", shop.Picture("story"), "A cook's knife with a walnut handle", "contrast"),
            Tiles("By the job", 4),
            Quotes("", "page", ("The only pan I pack when we rent a house by the sea.", "Tom W.", "bought the Iron Skillet 26", 0)),
            Shelf($"Tools under {shop.Price(40)}", "small-tools", 4, "All small tools", "/categories/small-tools", "tint"),
            Faq("Good to know",
                ("Can enamel go on induction?", "Yes, on gas, electric and induction. Warm it slowly; enamel dislikes shock."),
                ("How do I post a knife for sharpening?", "Ask for a sleeve. It comes with return postage, and the knife is back within six working days."),
                ("May I use soap on the skillet?", "A little, and briefly. What harms the seasoning is soaking, not soap.")),
            Newsletter("tint", text: "One tool, one dish, and how to look after both. Leave with one click."),
        ],
        About = shop =>
        [
            Hero("How we choose", "Weighed before it is praised", $"{shop.Name} sells twelve tools. Each has been cooked with for a winter first.", "See the tools", "/products", shop.Picture("about"), "A milled iron skillet", kind: "split"),
            Text("<p>We write down weights, thicknesses and temperatures because they are the same in your kitchen as in ours. Then we write down what broke. What broke is not here.</p><h2>Sharpening by post</h2><p>Write to us for a sleeve. It comes flat, with postage for both ways. Wipe the knife, slide it in, post it. We set the edge to fifteen degrees on a wet stone and send it back within six working days.</p><h2>Spare parts</h2><p>Knobs, handles, lids and burrs are kept in stock for as long as we sell the thing and ten years after that.</p>"),
        ],
    };
}
