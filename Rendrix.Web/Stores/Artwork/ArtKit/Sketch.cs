using System.Globalization;
using System.Text;

namespace Rendrix.Web.Stores.Artwork.ArtKit;

/// <summary>
/// One picture in the making: shapes in painting order, and the gradients, patterns, blurs and clips they share.
/// Materials, light and turned bodies live in the other parts of this class.
/// </summary>
internal sealed partial class Sketch(string prefix, string wall, int width = 1200, int height = 1200)
{
    private readonly StringBuilder _definitions = new();
    private readonly StringBuilder _shapes = new();
    private readonly Dictionary<string, string> _known = [];

    /// <summary>The backdrop's base colour; shadows are made of it, so that they belong to the room.</summary>
    public string Wall { get; } = wall;

    public Sketch Path(Markup d, string fill, double opacity = 1, double blur = 0, Markup transform = default,
        string? stroke = null, double strokeWidth = 0, string? dash = null, bool roundJoin = false)
    {
        Open("path").Append(" d=\"").Append(d.ToString()).Append('"');
        Fill(fill, dash);
        return Close(opacity, blur, transform, stroke, strokeWidth, dash, roundJoin);
    }

    /// <summary>A stroke with round ends and no fill.</summary>
    public Sketch Line(Markup d, string colour, double width, double opacity = 1, double blur = 0, Markup transform = default,
        string? dash = null, bool roundJoin = false)
    {
        Open("path").Append(" d=\"").Append(d.ToString()).Append('"');
        return Close(opacity, blur, transform, colour, width, dash, roundJoin);
    }

    public Sketch Ellipse(double x, double y, double rx, double ry, string fill, double opacity = 1, double blur = 0,
        Markup transform = default, string? stroke = null, double strokeWidth = 0, string? dash = null)
    {
        Open("ellipse");
        Number("cx", x).Number("cy", y).Number("rx", rx).Number("ry", ry).Fill(fill, dash);
        return Close(opacity, blur, transform, stroke, strokeWidth, dash, false);
    }

    public Sketch Rect(double x, double y, double width, double height, double radius, string fill, double opacity = 1,
        double blur = 0, Markup transform = default, string? stroke = null, double strokeWidth = 0)
    {
        Open("rect");
        if (x != 0 || y != 0)
        {
            Number("x", x).Number("y", y);
        }

        Number("width", width).Number("height", height);
        if (radius > 0)
        {
            Number("rx", radius);
        }

        Fill(fill, null);
        return Close(opacity, blur, transform, stroke, strokeWidth, null, false);
    }

    public Sketch Group(Action content, double opacity = 1, double blur = 0, Markup transform = default)
    {
        Open("g");
        Look(opacity, blur, transform);
        _shapes.Append('>');
        content();
        _shapes.Append("</g>");
        return this;
    }

    /// <summary>Whatever the content paints is seen only inside the outline.</summary>
    public Sketch Clip(Markup outline, Action content)
    {
        var id = Define("clipPath", "", $"<path d=\"{outline.ToString()}\"/>");
        _shapes.Append("<g clip-path=\"url(#").Append(id).Append(")\">");
        content();
        _shapes.Append("</g>");
        return this;
    }

    /// <summary>
    /// Draws a part that comes again and again only once, about its own origin, and refers to it. What the part's
    /// look depends on belongs into its name.
    /// </summary>
    public Sketch Stamp(string name, Action part, Markup transform)
    {
        var key = "stamp " + name;
        if (!_known.TryGetValue(key, out var id))
        {
            var start = _shapes.Length;
            part();
            var drawn = _shapes.ToString(start, _shapes.Length - start);
            _shapes.Length = start;
            id = Claim(key);
            _definitions.Append("<g id=\"").Append(id).Append("\">").Append(drawn).Append("</g>");
        }

        Open("use").Append(" href=\"#").Append(id).Append('"');
        Look(1, 0, transform);
        _shapes.Append("/>");
        return this;
    }

    /// <summary>A tile repeated over a shape; the answer is a fill.</summary>
    public string Pattern(double width, double height, Markup tile, string transform = "")
    {
        Markup attributes = $"width=\"{width}\" height=\"{height}\" patternUnits=\"userSpaceOnUse\"";
        var turned = transform.Length == 0 ? "" : $" patternTransform=\"{transform}\"";
        return $"url(#{Define("pattern", attributes.ToString() + turned, tile.ToString())})";
    }

    public string Linear(Axis axis, params ReadOnlySpan<Stop> stops)
    {
        // Left to right is the format's own default, and so is each part of it.
        List<string> ends = [];
        foreach (var (name, value, usual) in new (string, double, double)[] { ("x1", axis.X1, 0), ("y1", axis.Y1, 0), ("x2", axis.X2, 1), ("y2", axis.Y2, 0) })
        {
            if (value != usual)
            {
                ends.Add($"{name}=\"{Markup.Fraction(value)}\"");
            }
        }

        return $"url(#{Define("linearGradient", string.Join(' ', ends), Stops(stops))})";
    }

    public string Radial(Focus focus, params ReadOnlySpan<Stop> stops)
    {
        var circle = $"cx=\"{Markup.Fraction(focus.X)}\" cy=\"{Markup.Fraction(focus.Y)}\" r=\"{Markup.Fraction(focus.Reach)}\"";
        return $"url(#{Define("radialGradient", focus == Focus.Centre ? "" : circle, Stops(stops))})";
    }

    /// <summary>Sets another sketch into this one; its prefix must differ.</summary>
    public void Place(Sketch item, double x, double y, double scale)
    {
        _definitions.Append(item._definitions);
        Markup place = $"<g transform=\"translate({x} {y}) scale({scale:0.##})\">";
        _shapes.Append(place.ToString()).Append(item._shapes).Append("</g>");
    }

    public string ToSvg(string label, bool fillsItsFrame = false)
    {
        var slice = fillsItsFrame ? " preserveAspectRatio=\"xMidYMid slice\"" : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\"{slice} fill=\"none\" stroke-linecap=\"round\" role=\"img\" aria-label=\"{Label.Escape(label)}\"><defs>{_definitions}</defs>{_shapes}</svg>\n");
    }

    /// <summary>Equal definitions are stored once; this alone saves a fifth of a picture.</summary>
    private string Define(string tag, string attributes, string content)
    {
        var key = tag + ' ' + attributes + content;
        if (_known.TryGetValue(key, out var id))
        {
            return id;
        }

        id = Claim(key);
        _definitions.Append('<').Append(tag).Append(" id=\"").Append(id).Append('"');
        if (attributes.Length > 0)
        {
            _definitions.Append(' ').Append(attributes);
        }

        _definitions.Append('>').Append(content).Append("</").Append(tag).Append('>');
        return id;
    }

    private string Claim(string key)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{prefix}{_known.Count:x}");
        _known.Add(key, id);
        return id;
    }

    private static string Stops(ReadOnlySpan<Stop> stops)
    {
        var text = new StringBuilder();
        foreach (var stop in stops)
        {
            text.Append("<stop");
            if (stop.Offset > 0)
            {
                text.Append(" offset=\"").Append(Markup.Fraction(stop.Offset)).Append('"');
            }

            text.Append(" stop-color=\"").Append(Tone.Shorten(stop.Colour)).Append('"');
            if (stop.Opacity is { } opacity and < 1)
            {
                text.Append(" stop-opacity=\"").Append(Markup.Fraction(opacity)).Append('"');
            }

            text.Append("/>");
        }

        return text.ToString();
    }

    private StringBuilder Open(string tag) => _shapes.Append('<').Append(tag);

    private Sketch Close(double opacity, double blur, Markup transform, string? stroke, double strokeWidth, string? dash, bool roundJoin)
    {
        if (stroke is not null)
        {
            Paint("stroke", stroke).Number("stroke-width", strokeWidth);
        }

        if (dash is not null)
        {
            _shapes.Append(" stroke-dasharray=\"").Append(dash).Append('"');
        }

        if (roundJoin)
        {
            _shapes.Append(" stroke-linejoin=\"round\"");
        }

        Look(opacity, blur, transform);
        _shapes.Append("/>");
        return this;
    }

    private void Look(double opacity, double blur, Markup transform)
    {
        if (opacity < 1)
        {
            _shapes.Append(" opacity=\"").Append(Markup.Fraction(opacity)).Append('"');
        }

        if (!transform.IsEmpty)
        {
            _shapes.Append(" transform=\"").Append(transform.ToString()).Append('"');
        }

        if (blur > 0)
        {
            _shapes.Append(" filter=\"url(#").Append(Blur(blur)).Append(")\"");
        }
    }

    /// <summary>The region is the whole canvas: a box around the shape would cut a thin upright line.</summary>
    private string Blur(double radius)
    {
        Markup region = $"filterUnits=\"userSpaceOnUse\" x=\"-200\" y=\"-200\" width=\"{width + 400}\" height=\"{height + 400}\"";
        Markup blur = $"<feGaussianBlur stdDeviation=\"{radius}\"/>";
        return Define("filter", region.ToString(), blur.ToString());
    }

    /// <summary>The root says no fill and round ends, which is what lines want; a dashed rim is fur or stitches and ends blunt.</summary>
    private Sketch Fill(string fill, string? dash)
    {
        if (dash is not null)
        {
            _shapes.Append(" stroke-linecap=\"butt\"");
        }

        return fill == "none" ? this : Paint("fill", fill);
    }

    private Sketch Paint(string name, string colour)
    {
        _shapes.Append(' ').Append(name).Append("=\"").Append(Tone.Shorten(colour)).Append('"');
        return this;
    }

    private Sketch Number(string name, double value)
    {
        _shapes.Append(' ').Append(name).Append("=\"").Append(Markup.Number(value)).Append('"');
        return this;
    }
}
