using Rendrix.Stores;
using static Rendrix.Web.Stores.Templates.Sections;

namespace Rendrix.Web.Stores.Templates.Industries;

/// <summary>Home decor: a quiet gallery label. Maker, place, material, size; then one line for the senses.</summary>
internal static class DecorTemplate
{
    public static IndustryTemplate Template { get; } = new()
    {
        Code = "decor",
        Title = "Home decor",
        Pitch = "Quiet, wide and still. Large pictures, small type, much air.",
        Tagline = "Objects for slow rooms",
        FreeShippingFrom = 250,
        ShippingCents = 1900,
        Categories =
        [
            new("Vases and bowls", "Clay and stoneware from kilns we have stood beside.", "art:decor/vase?b=1&c=4A4744"),
            new("Candles and scent", "Wax, stone and smoke.", "art:decor/candles?b=2&c=EDE0C4"),
            new("Lighting", "Lamps for the hour when the big light goes off."),
            new("Textiles", "Wool and linen, undyed or nearly."),
            new("Furniture", "Pieces that carry a cup and a book."),
            new("Walls and storage", "Glass, paper and grass."),
            new("In this room", "The present room, in six pieces."),
            new("For the table", "What stands and lies between people."),
        ],
        MainMenu =
        [
            new("Lighting", "/categories/lighting"), new("Vases", "/categories/vases-and-bowls"), new("Textiles", "/categories/textiles"), new("Furniture", "/categories/furniture"), new("Makers", "/pages/about"),
        ],
        Pictures = new Dictionary<string, string>
        {
            ["hero"] = "art:decor/scene", ["story"] = "art:decor/vase?b=0", ["about"] = "art:decor/bowl?b=1", ["maker"] = "art:decor/basket?b=2",
        },
        Home = shop =>
        [
            Hero("Autumn room", "Let the corner glow", "Paper, reed and unglazed clay. Twelve pieces by a handful of makers, for the hour when the big light goes off.", "See the room", "/categories/in-this-room",
                shop.Picture("hero"), "A paper floor lamp, a clay vase with a branch and three candles on a shelf in evening light"),
            Text("<p>Six makers within a day's drive. We sell what they make this season, and nothing when there is nothing.</p>", "center"),
            Shelf("In this room", "in-this-room", 3, "All objects", "/products"),
            Story("Fired once, left bare", "Ines Alder throws each vase from river clay and leaves the outside unglazed, so it darkens where you hold it.", "Meet the makers", "/pages/about", shop.Picture("story"), "A bare clay vase with a single branch"),
            Tiles("", 2),
            Shelf("For the table", "for-the-table", 3, "All objects", "/products"),
            Quotes("", "page", ("The lamp made us stop using the ceiling light altogether.", "Jonas P.", "bought the Reed Floor Lamp", 0)),
            Newsletter("tint", text: "One room a month, photographed where it stands. Leave with one click."),
        ],
        About = shop =>
        [
            Hero("The makers", "Six workshops, a day apart", $"{shop.Name} shows what they make while they make it.", "See the room", "/products", shop.Picture("about"), "A shallow stoneware bowl with a blue pool of glaze", kind: "inset"),
            Text("<p>We began with one shelf and a rule: nothing stands on it that we have not carried home ourselves. The shelf grew. The rule stayed.</p><p>Ines Alder digs her clay from the bank behind the kiln. Studio Halm pastes paper while it rains, because it must dry slowly. Otto Brandt spins aluminum on his grandfather's lathe. Maren Voss fires twice a month, when there is driftwood. We visit, we pay on the day, and we tell you who made what.</p>"),
            Story("When there is nothing", "A kiln fails, a flock is not yet shorn, a print is sold out. Then the place on the shelf stays empty until it is not.", "", "/products", shop.Picture("maker"), "A basket of coiled seagrass", scheme: "page", side: "right"),
        ],
    };
}
