using System.Collections.Frozen;
using System.Text;

namespace Rendrix.Stores;

/// <summary>Rules for the label a merchant chooses: RFC 1035 labels, no reserved word, nothing that reads like one.</summary>
public static class Subdomain
{
    private static readonly FrozenSet<string> Reserved = new[]
    {
        "www", "app", "api", "admin", "administrator", "platform", "rendrix", "dashboard", "account", "accounts", "login", "signin", "signup", "register", "auth", "oauth", "sso", "id",
        "mail", "email", "smtp", "imap", "pop", "webmail", "mx", "ns", "ns1", "ns2", "dns", "ftp", "sftp", "ssh", "vpn", "git", "status", "health", "help", "support", "docs", "blog", "news",
        "static", "assets", "cdn", "media", "images", "files", "img", "js", "css", "pay", "payment", "payments", "checkout", "billing", "invoice", "stripe", "paypal", "secure", "security", "ssl", "tls",
        "root", "system", "internal", "localhost", "local", "test", "staging", "dev", "demo-admin", "postmaster", "hostmaster", "webmaster", "abuse", "noreply", "no-reply", "info", "store", "stores", "shop", "shops", "s", "_dmarc", "autodiscover", "wpad", "isatap",
    }.ToFrozenSet(StringComparer.Ordinal);

    // Digits and pairs that pass for letters at a glance: paypa1, rnedia. Compared in this folded form with every reserved word.
    private static readonly FrozenSet<string> ReservedSkeletons = Reserved.Where(w => w.Length >= 4).Select(Skeleton).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Null when the label may be used, else the sentence to show. Uniqueness is the database's answer.</summary>
    public static string? Problem(string label)
    {
        if (label.Length is < 3 or > 40) return "Use 3 to 40 characters";
        if (!label.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-')) return "Use letters, numbers and hyphens";
        if (label[0] == '-' || label[^1] == '-' || label.Contains("--", StringComparison.Ordinal)) return "Start and end with a letter or number, and use single hyphens";
        if (label.All(char.IsAsciiDigit)) return "Use at least one letter";
        if (Reserved.Contains(label)) return "That name is reserved. Add your brand to it";
        if (ReservedSkeletons.Contains(Skeleton(label))) return "That name looks like a reserved one. Choose a clearer name";
        return null;
    }

    /// <summary>A label made of a store's name: "Halden Ceramics" → "halden-ceramics".</summary>
    public static string From(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name.Normalize(NormalizationForm.FormD).ToLowerInvariant())
            if (c is >= 'a' and <= 'z' or >= '0' and <= '9') text.Append(c);
            else if (text.Length > 0 && text[^1] != '-' && (char.IsWhiteSpace(c) || c is '-' or '_' or '.' or '/' or '&' or '+' or '\'')) { if (c != '\'') text.Append('-'); }
        var label = text.ToString().Trim('-');
        return label.Length > 40 ? label[..40].Trim('-') : label;
    }

    /// <summary>What the eye sees: 0 as o, 1 and i as l, 5 as s, rn as m, vv as w; hyphens dropped.</summary>
    public static string Skeleton(string label) => label
        .Replace("-", "", StringComparison.Ordinal).Replace("rn", "m", StringComparison.Ordinal).Replace("vv", "w", StringComparison.Ordinal)
        .Replace('0', 'o').Replace('1', 'l').Replace('i', 'l').Replace('5', 's').Replace('3', 'e').Replace('4', 'a');
}
