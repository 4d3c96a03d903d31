using System.Net;
using Rendrix.Blocks;
using static Rendrix.Web.Stores.Templates.Sections;

namespace Rendrix.Web.Stores.Templates;

/// <summary>
/// First texts of the four policies, in plain words, with the store's own facts filled in. They describe what the software does and what shops
/// commonly promise; each ends with a line that says it awaits the merchant's review.
/// </summary>
internal static class Policies
{
    /// <summary>Slug, title and sections of each.</summary>
    public static IEnumerable<(string Slug, string Title, BlockNode Section)> Of(PolicyFacts facts)
    {
        var name = WebUtility.HtmlEncode(facts.Name);
        var contact = facts.Email.Length > 0 ? $"<a href=\"mailto:{WebUtility.HtmlEncode(facts.Email)}\">{WebUtility.HtmlEncode(facts.Email)}</a>" : $"the address that {name} gives in its mails";
        var free = facts.FreeFrom is { } from ? $" Orders of {WebUtility.HtmlEncode(from)} or more are delivered free." : "";
        yield return ("shipping", "Delivery", Page(name, $"""
            <p>We pack orders on working days. What is ordered before noon usually leaves the same day, everything else the next working day. You get an email with a tracking number when your parcel leaves.</p>
            <h2>What it costs</h2>
            <p>Standard delivery costs {WebUtility.HtmlEncode(facts.Shipping)} for each order, however many parcels it takes.{free} The amount is shown before you pay, together with any tax.</p>
            <h2>How long it takes</h2>
            <p>Parcels within {WebUtility.HtmlEncode(facts.Country)} usually take two to four working days, other countries five to ten. If a parcel has not moved for a week, write to {contact}. We look for it, and if it stays lost we send a new one or return your money, as you prefer.</p>
            <h2>If something arrives broken</h2>
            <p>Keep the packaging and send us a photo within 14 days. We replace what broke at our cost.</p>
            """));
        yield return ("returns", "Returns and refunds", Page(name, $"""
            <p>You can send things back within {facts.ReturnDays} days of their arrival. You do not need to give a reason.</p>
            <h2>How it works</h2>
            <ol><li>Write to {contact} with your order number and what you would like to return.</li><li>We answer with the address and a label where we offer one.</li><li>Pack it so that it survives the way back, and post it.</li></ol>
            <h2>What we refund</h2>
            <p>The price of what you return, and the standard delivery rate if you return the whole order. The money goes back the way it came within three working days of the parcel's arrival with us. If something was faulty or not what you ordered, we pay the way back as well.</p>
            <h2>What cannot come back</h2>
            <p>Opened goods that are sealed for hygiene, gift cards, and things made to your own wishes. Your legal rights when something is faulty stay as they are.</p>
            """));
        yield return ("privacy", "Privacy", Page(name, $"""
            <p>{name} keeps what it needs to deliver your order and nothing to follow you around.</p>
            <h2>What we keep</h2>
            <ul><li>Orders: your name, addresses, email, what you bought and what you paid. We keep them as long as tax law asks for.</li><li>Newsletter: your email, if you signed up, until you leave. Every letter has a link for that.</li><li>Letters to us: until your question is answered, and for a year after that.</li></ul>
            <h2>Cookies</h2>
            <p>This shop sets one cookie of its own that remembers your cart for 30 days. It is needed for shopping and tells nobody who you are.</p>
            <h2>Who else sees data</h2>
            <p>The carrier sees your address, the payment provider sees your payment. Card numbers go straight to the payment provider and never reach us.</p>
            <h2>Your rights</h2>
            <p>Ask us for a copy of your data, for a correction or for its deletion: write to {contact}. If you are not content with our answer, the data protection authority of your country listens too.</p>
            """));
        yield return ("terms", "Terms of sale", Page(name, $"""
            <p>These terms hold for orders placed with {name}.</p>
            <h2>Your order</h2>
            <p>What stands in this shop is an offer. You accept it with the button at the end of the checkout, and we confirm it by email. If we cannot deliver, because something sold out in the same minute or a price was plainly wrong, we tell you at once and return your money in full.</p>
            <h2>Prices and payment</h2>
            <p>Prices are in {WebUtility.HtmlEncode(facts.Currency)}{(facts.PricesIncludeTax ? " and include tax" : "; tax is added at checkout where it is due")}. Payment is due when you order.</p>
            <h2>Delivery and returns</h2>
            <p>The pages Delivery and Returns and refunds are part of these terms. Goods belong to you once they are paid for.</p>
            <h2>When something is faulty</h2>
            <p>The law of your country protects you when goods are faulty, and nothing here takes that away. Write to {contact} and we repair, replace or refund.</p>
            <h2>Us</h2>
            <p>{name}, reachable at {contact}. The merchant adds the legal name, address and registration of the business here.</p>
            """));
    }

    private static BlockNode Page(string name, string html) =>
        Text(string.Concat(html.Split('\n').Select(l => l.Trim())) + $"<hr><p><em>This is a starting text. {name} reviews it before taking orders.</em></p>");
}

/// <summary>What the policies say about a store. Amounts as shoppers read them.</summary>
internal sealed record PolicyFacts(string Name, string Email, string Country, string Currency, bool PricesIncludeTax, string Shipping, string? FreeFrom, int ReturnDays);
