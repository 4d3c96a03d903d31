namespace Rendrix.Web.Client.Kit;

/// <summary>Ties a control to its label, help and error; splat <see cref="Attributes"/> on the control.</summary>
public sealed record FieldWire(string Id, string? DescribedBy, bool Invalid)
{
    /// <summary>id, aria-describedby and aria-invalid.</summary>
    public IReadOnlyDictionary<string, object> Attributes
    {
        get
        {
            var all = new Dictionary<string, object> { ["id"] = Id };
            if (DescribedBy is not null) all["aria-describedby"] = DescribedBy;
            if (Invalid) all["aria-invalid"] = "true";
            return all;
        }
    }

    /// <summary>The look of a text control: "input", or "input wrong".</summary>
    public string Class => Invalid ? "input wrong" : "input";
}
