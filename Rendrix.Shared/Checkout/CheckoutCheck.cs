using System.Text.RegularExpressions;
using Rendrix.Places;
using Rendrix.Refusals;

namespace Rendrix.Checkout;

/// <summary>The rules of what shoppers type at checkout, the same for page and API. Field names are the request's own.</summary>
public static partial class CheckoutCheck
{
    // Countries whose addresses have no postal code (UPU, "countries without postal codes", those in our list).
    private static readonly HashSet<string> NoPostalCode = ["AE", "BO", "GH", "HK", "JM", "PA", "QA", "TZ", "UG"];

    /// <summary>Notes everything wrong with the input.</summary>
    public static void Check(CheckoutInput input, FieldErrors errors)
    {
        errors.Require(IsEmail(input.Email), "email", "Enter an email address such as name@example.com");
        Check(input.ShippingAddress, "shippingAddress", errors);
        if (input.BillingAddress is { } billing) Check(billing, "billingAddress", errors);
    }

    /// <summary>Whether mail can be sent there: one @, a dot in the domain, no spaces or control characters, at most 254 characters (RFC 5321).</summary>
    public static bool IsEmail(string? email) => email is { Length: > 3 and <= 254 } && Email().IsMatch(email) && System.Net.Mail.MailAddress.TryCreate(email, out var parsed) && parsed.Address == email;

    /// <summary>Notes everything wrong with an address, below the name of its field.</summary>
    public static void Check(Address a, string at, FieldErrors errors)
    {
        Need(a.FirstName, 100, "firstName", "Enter a first name");
        Need(a.LastName, 100, "lastName", "Enter a last name");
        Need(a.Address1, 200, "address1", "Enter a street and house number");
        Need(a.City, 100, "city", "Enter a town or city");
        errors.Require(Country.Exists(a.Country), $"{at}.country", "Choose a country from the list");
        if (!NoPostalCode.Contains(a.Country)) Need(a.PostalCode, 20, "postalCode", "Enter a postal code");
        else errors.Require(a.PostalCode is null || a.PostalCode.Length <= 20 && !a.PostalCode.Any(char.IsControl), $"{at}.postalCode", "Use 20 characters or fewer, without line breaks");
        foreach (var (value, most, name) in new[] { (a.Company, 200, "company"), (a.Address2, 200, "address2"), (a.Province, 100, "province"), (a.Phone, 40, "phone") })
            errors.Require(value is null || value.Length <= most && !value.Any(char.IsControl), $"{at}.{name}", $"Use {most} characters or fewer, without line breaks");

        void Need(string? value, int most, string name, string message)
        {
            if (string.IsNullOrWhiteSpace(value)) errors.Add($"{at}.{name}", message);
            else if (value.Length > most || value.Any(char.IsControl)) errors.Add($"{at}.{name}", $"Use {most} characters or fewer, without line breaks");
        }
    }

    [GeneratedRegex(@"^[^\s@<>()\[\]\\,;:""\p{C}]+@[^\s@<>()\[\]\\,;:""\p{C}.]+(\.[^\s@<>()\[\]\\,;:""\p{C}.]+)+$", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Email();
}
