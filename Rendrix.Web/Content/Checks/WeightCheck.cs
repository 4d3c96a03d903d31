using System.Globalization;
using Rendrix.Web.Client.Editor.Publishing;

namespace Rendrix.Web.Content.Checks;

/// <summary>The budget of a page: what a phone on a slow line can load in two seconds. The block that costs most is named.</summary>
public sealed class WeightCheck : IPageCheck
{
    private const long MostHtml = 150_000, MostPictures = 1_500_000, MostOne = 500_000;
    private const int MostEager = 4;
    private const double MostSeconds = 2.0;

    /// <inheritdoc/>
    public IEnumerable<Finding> Look(CheckedPage page)
    {
        var (sum, pictures, largest) = page.Weight;
        if (sum.Html > MostHtml)
        {
            var heaviest = page.All("[data-ed]").Where(e => e.ParentElement?.Closest("[data-ed]") is { } up && page.BlockOf(up) == page.Document.Root.Id || e.ParentElement?.Closest("[data-ed]") is null).MaxBy(e => e.OuterHtml.Length);
            yield return Found(FindingLevel.Warning, heaviest is null ? null : page.BlockOf(heaviest), $"The page itself is {Kb(sum.Html)}, more than {Kb(MostHtml)}", heaviest is null ? "Divide it into several pages" : $"{page.NameOf(page.BlockOf(heaviest))} is the largest part");
        }
        foreach (var picture in pictures.Where(p => p.Bytes > MostOne))
            yield return Found(FindingLevel.Warning, page.BlockOf(picture.Element), $"{picture.Name} is {Kb(picture.Bytes!.Value)}", "Choose a smaller picture: 500 kB is plenty for a whole screen");
        if (sum.Images > MostPictures)
        {
            var heaviest = pictures.Where(p => p.Bytes is not null).GroupBy(p => page.BlockOf(p.Element)).MaxBy(g => g.Sum(p => p.Bytes!.Value));
            yield return Found(FindingLevel.Warning, heaviest?.Key, $"All pictures together are {Kb(sum.Images)}, more than {Kb(MostPictures)}", heaviest is null ? "" : $"{page.NameOf(heaviest.Key)} holds {Kb(heaviest.Sum(p => p.Bytes!.Value))} of it");
        }
        if (sum.Eager > MostEager)
        {
            var last = pictures.Where(p => p.Eager).Skip(MostEager).First();
            yield return Found(FindingLevel.Note, page.BlockOf(last.Element), $"{sum.Eager} pictures load at once", "The first screen needs one or two; move the others down the page");
        }
        if (sum.Seconds > MostSeconds)
            yield return Found(FindingLevel.Warning, largest is null ? null : page.BlockOf(largest.Element), $"On a slow phone the first screen takes about {sum.Seconds.ToString("0.0", CultureInfo.InvariantCulture)} s",
                largest?.Bytes is { } bytes && bytes > 100_000 ? $"{largest.Name} is {Kb(bytes)} of it. Choose a smaller picture" : "Two seconds are what visitors wait for gladly");
    }

    private static Finding Found(FindingLevel level, string? block, string message, string advice) => new("weight", FindingArea.Weight, level, block, message, advice);

    private static string Kb(long bytes) => bytes < 1_000_000 ? $"{bytes / 1000} kB" : $"{(bytes / 1_000_000.0).ToString("0.0", CultureInfo.InvariantCulture)} MB";
}
