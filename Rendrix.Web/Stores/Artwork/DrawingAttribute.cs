namespace Rendrix.Web.Stores.Artwork;

/// <summary>Where a drawing belongs, the code it is asked by, and its base colours when a shop gives none.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class DrawingAttribute(string industry, string code, params string[] colours) : Attribute
{
    public string Industry { get; } = industry;

    public string Code { get; } = code;

    public string[] Colours { get; } = colours;
}
