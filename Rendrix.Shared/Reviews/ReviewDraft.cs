using System.Text;
using System.Text.RegularExpressions;
using Rendrix.Refusals;

namespace Rendrix.Reviews;

/// <summary>A review as somebody wrote it, before it is stored.</summary>
public sealed partial record ReviewDraft(int Stars, string Title, string Text, string Author)
{
    /// <summary>Most characters of each part.</summary>
    public const int MostTitle = 120, MostText = 5000, MostAuthor = 60, MostReply = 2000;

    /// <summary>Without what no plain text needs: control characters, marks that turn the direction of writing, room at the ends.</summary>
    public ReviewDraft Cleaned() => this with { Title = Line(Title), Text = Lines(Text), Author = Line(Author) };

    /// <summary>Notes by field what has to change.</summary>
    public void Check(FieldErrors errors)
    {
        errors.Require(Stars is >= 1 and <= Rating.Most, "rating", "Choose 1 to 5 stars");
        errors.Require(Title.Length <= MostTitle, "title", $"Use {MostTitle} characters or fewer");
        errors.Require(Text.Length > 0, "text", "Write a sentence or two");
        errors.Require(Text.Length <= MostText, "text", "Use 5,000 characters or fewer");
        errors.Require(Author.Length > 0, "author", "Enter a name to sign it with, such as a first name");
        errors.Require(Author.Length <= MostAuthor, "author", $"Use {MostAuthor} characters or fewer");
    }

    /// <summary>One line of plain text.</summary>
    public static string Line(string text) => Blanks().Replace(Lines(text), " ");

    /// <summary>Several lines of plain text, with one empty line between paragraphs at most.</summary>
    public static string Lines(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
            if (rune.Value == '\n' || !Rune.IsControl(rune) && !IsTurn(rune.Value) && rune != Rune.ReplacementChar) kept.Append(rune);
            else if (rune.Value == '\t') kept.Append(' ');
        return Gaps().Replace(kept.ToString(), "\n\n").Trim();
    }

    // Embeddings, overrides and isolates: with them a text reads differently from what it says.
    private static bool IsTurn(int code) => code is >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069;

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\n[ \u00A0]*(\n[ \u00A0]*)+")]
    private static partial Regex Gaps();
}
