using System.Text;

namespace Rendrix.Web.Stores.Artwork.ArtKit;

/// <summary>Solids of revolution.</summary>
internal sealed partial class Sketch
{
    /// <summary>
    /// Turns a right-hand profile of (height, radius) points about a vertical axis: a curve through the points,
    /// mirrored, closed above and below by ellipses of the given flatness (.12 seen from the front, .2 a little
    /// from above, .43 for things on the floor). Answers the outline, for a clip.
    /// </summary>
    public string Lathe(double x, ReadOnlySpan<(double Y, double Radius)> profile, double flatness, string fill,
        Action? inside = null, bool straight = false, bool hollowTop = false, double tension = 6)
    {
        var right = new (double X, double Y)[profile.Length];
        var left = new (double X, double Y)[profile.Length];
        for (var i = 0; i < profile.Length; i++)
        {
            right[i] = (x + profile[i].Radius, profile[i].Y);
            left[^(i + 1)] = (x - profile[i].Radius, profile[i].Y);
        }

        var (top, topRadius) = profile[0];
        var (foot, footRadius) = profile[^1];
        Markup outline =
            $"M{x + topRadius} {top}{Run(right, straight, tension)}A{footRadius} {footRadius * flatness} 0 0 1 {x - footRadius} {foot}{Run(left, straight, tension)}A{topRadius} {Math.Max(.1, topRadius * flatness)} 0 0 {(hollowTop ? 0 : 1)} {x + topRadius} {top}Z";
        var d = outline.ToString();
        Path(d, fill);
        if (inside is not null)
        {
            Clip(d, inside);
        }

        return d;
    }

    private static string Run((double X, double Y)[] points, bool straight, double tension)
    {
        var d = new StringBuilder();
        for (var i = 0; i < points.Length - 1; i++)
        {
            var (from, to) = (points[i], points[i + 1]);
            if (straight)
            {
                Markup line = $"L{to.X} {to.Y}";
                d.Append(line.ToString());
                continue;
            }

            // Catmull-Rom; the control points stay between their ends, so that a profile never bulges past its own points.
            var before = i == 0 ? from : points[i - 1];
            var after = i + 2 < points.Length ? points[i + 2] : to;
            Markup curve =
                $"C{Between(from.X + ((to.X - before.X) / tension), from.X, to.X)} {Between(from.Y + ((to.Y - before.Y) / tension), from.Y, to.Y)} {Between(to.X - ((after.X - from.X) / tension), from.X, to.X)} {Between(to.Y - ((after.Y - from.Y) / tension), from.Y, to.Y)} {to.X} {to.Y}";
            d.Append(curve.ToString());
        }

        return d.ToString();
    }

    private static double Between(double value, double a, double b) => Math.Clamp(value, Math.Min(a, b), Math.Max(a, b));
}
