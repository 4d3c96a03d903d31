using Rendrix.Refusals;

namespace Rendrix.Catalog;

/// <summary>What a category shall be.</summary>
public sealed record CategoryDraft
{
    /// <summary>Deepest level of the tree; a category at the top is level 1.</summary>
    public const int MaxDepth = 5;

    /// <summary>1 to 100 characters.</summary>
    public string Name { get; init; } = "";
    /// <summary>The slug wished for; null keeps the present one, or makes one of the name.</summary>
    public string? Slug { get; init; }
    /// <summary>Up to 2,000 characters.</summary>
    public string Description { get; init; } = "";
    /// <summary>The branch above; null at the top.</summary>
    public Guid? ParentId { get; init; }
    /// <summary>Picture for tiles: one of the media library.</summary>
    public string? ImageUrl { get; init; }
    /// <summary>Place among its siblings; null puts a new one last.</summary>
    public int? Position { get; init; }
    /// <summary>Up to 200 characters.</summary>
    public string SeoTitle { get; init; } = "";
    /// <summary>Up to 500 characters.</summary>
    public string SeoDescription { get; init; } = "";

    /// <summary>The category as it is, to change some of it.</summary>
    public static CategoryDraft From(Category category) => new()
    {
        Name = category.Name, Slug = category.Slug, Description = category.Description, ParentId = category.ParentId, ImageUrl = category.ImageUrl, Position = category.Position,
        SeoTitle = category.SeoTitle, SeoDescription = category.SeoDescription,
    };

    /// <summary>Notes everything that breaks a rule.</summary>
    public void Check(FieldErrors errors)
    {
        errors.Require(Name.Trim().Length is >= 1 and <= 100, "name", "Enter a name of 1 to 100 characters");
        errors.Require(Slug is null || Catalog.Slug.IsValid(Slug), "slug", "Use lower-case letters, numbers and hyphens, up to 200");
        errors.Require(Description.Length <= 2000, "description", "Use up to 2,000 characters");
        errors.Require(ImageUrl is null || ImageUrl.StartsWith("/media/", StringComparison.Ordinal) && ImageUrl.Length <= 200, "imageUrl", "Use the address of a picture in the media library");
        errors.Require(Position is null or >= 0 and <= 100_000, "position", "Enter a whole number from 0 to 100,000");
        errors.Require(SeoTitle.Length <= 200, "seo.title", "Use up to 200 characters");
        errors.Require(SeoDescription.Length <= 500, "seo.description", "Use up to 500 characters");
    }
}
