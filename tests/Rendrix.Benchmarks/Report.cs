using System.Globalization;
using System.Text;
using Rendrix.Benchmarks.Load;

namespace Rendrix.Benchmarks;

/// <summary>One line of the report.</summary>
/// <param name="Work">What was done.</param>
/// <param name="Ours">What ours reached; null for figures that are no rate.</param>
/// <param name="Limit">What the limit reached.</param>
/// <param name="Goal">The goal in words.</param>
/// <param name="Met">Whether it was reached; null when there is no goal.</param>
/// <param name="Figure">A figure that is no rate.</param>
internal sealed record Row(string Work, Sample? Ours, Sample? Limit, string Goal, bool? Met, string Figure = "")
{
    /// <summary>Ours as a share of the limit.</summary>
    public double Ratio => Ours is null || Limit is null or { PerSecond: 0 } ? 0 : Ours.PerSecond / Limit.PerSecond;
}

/// <summary>Prints the rows as a table that also reads as Markdown.</summary>
internal static class Report
{
    private static readonly string[] Heads = ["work", "ours/s", "p50 ms", "p95 ms", "p99 ms", "limit/s", "ratio", "goal", "met"];

    public static void Print(IReadOnlyList<Row> rows)
    {
        var cells = rows.Select(Cells).Prepend(Heads).ToList();
        var widths = Enumerable.Range(0, Heads.Length).Select(i => cells.Max(c => c[i].Length)).ToArray();
        var text = new StringBuilder();
        for (var line = 0; line < cells.Count; line++)
        {
            text.Append('|').AppendJoin('|', cells[line].Select((cell, i) => $" {(i is 0 or 7 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))} ")).AppendLine("|");
            if (line == 0) text.Append('|').AppendJoin('|', widths.Select((w, i) => i is 0 or 7 ? new string('-', w + 2) : new string('-', w + 1) + ":")).AppendLine("|");
        }
        Console.WriteLine(text.ToString());
        foreach (var row in rows.Where(r => r.Ours?.Failed > 0)) Console.WriteLine($"{row.Work}: {row.Ours!.Failed} wrong answers");
    }

    private static string[] Cells(Row row) => row.Ours is not { } ours
        ? [row.Work, row.Figure, "", "", "", "", "", row.Goal, Met(row)]
        : [row.Work, Rate(ours.PerSecond), Ms(ours.P50), Ms(ours.P95), Ms(ours.P99), row.Limit is { } limit ? Rate(limit.PerSecond) : "", row.Limit is null ? "" : row.Ratio.ToString("P0", CultureInfo.InvariantCulture), row.Goal, Met(row)];

    private static string Met(Row row) => row.Met switch { true => "yes", false => "NO", null => "" };

    private static string Rate(double value) => value.ToString(value < 10 ? "0.0" : "#,0", CultureInfo.InvariantCulture);

    private static string Ms(double value) => value.ToString(value < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture);
}
