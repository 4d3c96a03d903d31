using System.Net.Mail;

namespace Rendrix.Web.Identity;

/// <summary>Rules for the address people sign in with.</summary>
public static class EmailAddress
{
    /// <summary>Null when mail can be sent there, else the sentence to show.</summary>
    public static string? Problem(string? email)
    {
        if (string.IsNullOrWhiteSpace(email)) return "Enter your email address";
        var valid = email.Length <= 254 && !email.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or ',' or ';' or '"' or '(' or ')' or '\\')
            && MailAddress.TryCreate(email, out var parsed) && parsed.Address == email && parsed.Host.Contains('.', StringComparison.Ordinal) && !parsed.Host.EndsWith('.');
        return valid ? null : "Enter an address such as ada@example.com";
    }

    /// <summary>The form in which addresses are compared.</summary>
    public static string Normalize(string? email) => (email ?? "").Trim().ToUpperInvariant();
}
