using System.Diagnostics.CodeAnalysis;

namespace Rendrix.Web.Platform.Http;

/// <summary>The one check for addresses that a request may ask to be sent on to: paths of this host, nothing a browser could read as another one.</summary>
public static class LocalPath
{
    /// <summary>
    /// Browsers drop tabs and newlines and read a backslash as a slash, some servers decode once more: so none of these may
    /// appear, raw or percent-encoded, and the path must not begin with two slashes in any spelling.
    /// </summary>
    public static bool IsSafe([NotNullWhen(true)] string? path)
    {
        if (string.IsNullOrEmpty(path) || path.Length > 2000 || path[0] != '/') return false;
        var text = path;
        // Decoded as often as anything downstream could; what still changes after four rounds is an attack.
        for (var round = 0; round < 4; round++)
        {
            if (text.StartsWith("//", StringComparison.Ordinal) || text.Any(c => c is '\\' || char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF')) return false;
            var decoded = Uri.UnescapeDataString(text);
            if (decoded == text) return true;
            text = decoded;
        }
        return false;
    }

    /// <summary>The path when it is safe, else the fallback.</summary>
    public static string Or(string? path, string fallback) => IsSafe(path) ? path : fallback;
}
