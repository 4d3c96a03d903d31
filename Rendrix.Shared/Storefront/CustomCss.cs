using System.Globalization;
using System.Text;

namespace Rendrix.Storefront;

/// <summary>Something in a merchant's CSS that cannot go into the shop.</summary>
/// <param name="Line">Line it stands on, from 1.</param>
/// <param name="Message">What to do.</param>
public sealed record CssProblem(int Line, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Line {Line}: {Message}");
}

/// <summary>
/// Checks a merchant's own CSS. It reads tokens as CSS Syntax Level 3 does, escapes and comments included, so that nothing is hidden behind them:
/// no other sheet and no file of another host can be loaded, and nothing can end the style element it stands in.
/// What fits is taken as it was typed.
/// </summary>
public static class CustomCss
{
    /// <summary>Most characters.</summary>
    public const int MaxLength = 50_000;

    private static readonly HashSet<string> AtRules = new(StringComparer.Ordinal)
        { "media", "supports", "container", "layer", "scope", "starting-style", "keyframes", "-webkit-keyframes", "font-face", "property", "counter-style", "page" };

    // Functions whose texts are addresses; a text inside any other is only a text.
    private static readonly HashSet<string> Loading = new(StringComparer.Ordinal) { "url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "-webkit-cross-fade", "element", "-moz-element" };

    /// <summary>What stands in the way, at most twenty; empty when it may be used.</summary>
    public static IReadOnlyList<CssProblem> Problems(string css)
    {
        if (css.Length > MaxLength) return [new CssProblem(1, $"Use {MaxLength.ToString("N0", CultureInfo.InvariantCulture)} characters or fewer; these are {css.Length.ToString("N0", CultureInfo.InvariantCulture)}")];
        return new Reader(css).Read();
    }

    private sealed class Reader(string css)
    {
        private readonly List<CssProblem> _problems = [];
        private readonly Stack<(char Close, string Function, int Line)> _open = new();
        private int _at, _line = 1;

        public List<CssProblem> Read()
        {
            for (var i = 0; i < css.Length; i++)
                if (char.IsControl(css[i]) && css[i] is not ('\n' or '\r' or '\t' or '\f') || css[i] is '\uFFFE' or '\uFFFF')
                    return [new CssProblem(1 + css.AsSpan(0, i).Count('\n'), "Remove the characters that cannot be shown")];
            // A style element ends at its closing tag wherever that stands: in a text, in a comment, behind a \. So the signs are looked for as they are typed.
            for (var i = 0; i + 1 < css.Length && _problems.Count < 20; i++)
                if (css[i] == '<' && css[i + 1] is '/' or '!') Say("Write the sign < as \\3C", 1 + css.AsSpan(0, i).Count('\n'));
            while (_at < css.Length && _problems.Count < 20) Token();
            foreach (var (close, _, line) in _open.Take(20 - _problems.Count)) Say($"This is not closed. A {close} is missing", line);
            return _problems;
        }

        private void Say(string message, int line) => _problems.Add(new CssProblem(line, message));

        private char Now => _at < css.Length ? css[_at] : '\0';
        private char Next(int far = 1) => _at + far < css.Length ? css[_at + far] : '\0';

        private void Step() { if (css[_at++] == '\n') _line++; }

        private void Token()
        {
            var (c, line) = (Now, _line);
            if (c == '/' && Next() == '*') { Comment(); return; }
            if (c is '"' or '\'') { Text(); return; }
            if (c == '@' && IsName(1)) { Step(); AtRule(Name(), line); return; }
            if (c == '#' && (IsPart(Next()) || IsEscape(1))) { Step(); Name(); return; }
            if (IsName(0)) { Word(); return; }
            if (c is '{' or '(' or '[') { _open.Push((c switch { '{' => '}', '(' => ')', _ => ']' }, "", line)); Step(); return; }
            if (c is '}' or ')' or ']')
            {
                if (_open.Count == 0 || _open.Peek().Close != c) Say($"There is a {c} too many", line);
                else _open.Pop();
                Step();
                return;
            }
            if (c == '\\') Say("Remove the \\", line);
            Step();
        }

        private void Comment()
        {
            var line = _line;
            var end = css.IndexOf("*/", _at + 2, StringComparison.Ordinal);
            var stop = end < 0 ? css.Length : end + 2;
            while (_at < stop) Step();
            if (end < 0) Say("This comment is not closed. A */ is missing", line);
        }

        private void Text()
        {
            var (quote, line) = (Now, _line);
            var value = new StringBuilder();
            Step();
            while (true)
            {
                if (_at >= css.Length || Now is '\n' or '\r' or '\f') { Say($"This text is not closed. A {quote} is missing", line); return; }
                if (Now == quote) { Step(); break; }
                if (Now == '\\' && Next() is '\n' or '\r' or '\f') { Step(); Step(); if (Now == '\n' && css[_at - 1] == '\r') Step(); continue; }
                if (Now == '\\') Escape(value);
                else { value.Append(Now); Step(); }
            }
            if (_open.Any(o => Loading.Contains(o.Function))) Address(value.ToString(), line);
            // A variable can carry a text into a function that loads it, so an address of another host is refused wherever it stands.
            else if (LeadsAway(value.ToString())) Say("Files come from your own shop. Add the picture to your media and use its path", line);
        }

        private void Word()
        {
            var line = _line;
            var name = Name();
            if (Now != '(')
            {
                if (name is "-moz-binding" or "behavior" && Colon()) Say($"Remove {name}", line);
                return;
            }
            Step();
            if (name == "expression") Say("Remove expression()", line);
            if (name is "url" or "src" && Unquoted()) { RawAddress(line); return; }
            _open.Push((')', name, line));
        }

        private bool Colon()
        {
            for (var i = _at; i < css.Length; i++) if (!char.IsWhiteSpace(css[i])) return css[i] == ':';
            return false;
        }

        private bool Unquoted()
        {
            for (var i = _at; i < css.Length; i++) if (!char.IsWhiteSpace(css[i])) return css[i] is not ('"' or '\'');
            return true;
        }

        private void RawAddress(int line)
        {
            var value = new StringBuilder();
            while (_at < css.Length && Now != ')')
            {
                if (Now is '"' or '\'' or '(') { Say("Put the address into quotes", line); while (_at < css.Length && Now is not (')' or '\n')) Step(); break; }
                if (Now == '\\') Escape(value);
                else { value.Append(Now); Step(); }
            }
            if (_at >= css.Length || Now != ')') Say("This address is not closed. A ) is missing", line);
            else Step();
            Address(value.ToString(), line);
        }

        private void AtRule(string name, int line)
        {
            if (name == "import") Say("Other sheets cannot be loaded. Paste the rules here instead of @import", line);
            else if (!AtRules.Contains(name)) Say($"@{(name.Length > 30 ? name[..30] : name)} is not supported here", line);
        }

        private void Address(string value, int line)
        {
            if (LeadsAway(value)) Say("Files come from your own shop. Add the picture to your media and use its path", line);
        }

        // Browsers drop these characters from addresses before they read them.
        private static bool LeadsAway(string address)
        {
            var plain = new string([.. address.Where(c => c > ' ')]).Replace('\\', '/').ToLowerInvariant();
            if (plain.StartsWith("//", StringComparison.Ordinal)) return true;
            var colon = plain.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || !char.IsAsciiLetter(plain[0]) || !plain.AsSpan(0, colon).ToString().All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.')) return false;
            var scheme = plain[..colon];
            if (scheme == "data") return !(plain.StartsWith("data:image/", StringComparison.Ordinal) || plain.StartsWith("data:font/", StringComparison.Ordinal));
            return scheme is "http" or "https" or "ws" or "wss" or "ftp" or "file" or "blob" or "filesystem" or "javascript" or "vbscript" or "about" or "view-source";
        }

        private bool IsEscape(int far) => Next(far) == '\\' && Next(far + 1) is not ('\n' or '\r' or '\f' or '\0');

        private bool IsName(int far)
        {
            var c = Next(far);
            if (c == '-') return Next(far + 1) is '-' || IsStart(Next(far + 1)) || IsEscape(far + 1);
            return IsStart(c) || IsEscape(far);
        }

        private static bool IsStart(char c) => char.IsAsciiLetter(c) || c == '_' || c >= 0x80;
        private static bool IsPart(char c) => IsStart(c) || char.IsAsciiDigit(c) || c == '-';

        // Lower case, because CSS does not tell the cases of these words apart.
        private string Name()
        {
            var name = new StringBuilder();
            while (_at < css.Length)
            {
                if (IsPart(Now)) { name.Append(Now); Step(); }
                else if (IsEscape(0)) Escape(name);
                else break;
            }
            return name.ToString().ToLowerInvariant();
        }

        private void Escape(StringBuilder into)
        {
            Step();
            if (_at >= css.Length) return;
            var digits = 0;
            while (digits < 6 && char.IsAsciiHexDigit(Next(digits))) digits++;
            if (digits == 0) { into.Append(Now); Step(); return; }
            var point = int.Parse(css.AsSpan(_at, digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            for (var i = 0; i < digits; i++) Step();
            if (Now == '\r' && Next() == '\n') Step();
            if (Now is ' ' or '\t' or '\n' or '\r' or '\f') Step();
            into.Append(point is 0 or > 0x10FFFF or (>= 0xD800 and <= 0xDFFF) ? "\uFFFD" : char.ConvertFromUtf32(point));
        }
    }
}
