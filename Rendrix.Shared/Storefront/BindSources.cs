using System.Collections.Frozen;
using Rendrix.Fields;

namespace Rendrix.Storefront;

/// <summary>What a piece of shop data is, and so which settings it can fill.</summary>
public enum BindKind
{
    /// <summary>Words, numbers and prices as people read them.</summary>
    Text,
    /// <summary>Address of a picture.</summary>
    Picture,
    /// <summary>Where a link leads.</summary>
    Link,
}

/// <summary>One piece of shop data that can fill a setting.</summary>
/// <param name="Path">What documents store, for example <c>product.name</c>.</param>
/// <param name="Label">What people read in the list.</param>
/// <param name="Kind">What it is.</param>
public sealed record BindSource(string Path, string Label, BindKind Kind)
{
    /// <summary>Whether a setting of that kind can be filled from it.</summary>
    public bool Fits(FieldKind field) => field switch
    {
        FieldKind.Text or FieldKind.LongText or FieldKind.RichText => Kind == BindKind.Text,
        FieldKind.Image => Kind == BindKind.Picture,
        FieldKind.Link => Kind == BindKind.Link,
        _ => false,
    };
}

/// <summary>Everything a setting can be bound to. The values are in <see cref="ShopContext.Bound"/>.</summary>
public static class BindSources
{
    private static readonly FrozenDictionary<string, BindSource> ByPath;

    static BindSources() => ByPath = All.ToFrozenDictionary(s => s.Path, StringComparer.Ordinal);

    /// <summary>All, in the order of the list.</summary>
    public static IReadOnlyList<BindSource> All { get; } =
    [
        new("product.name", "Product: name", BindKind.Text), new("product.summary", "Product: short description", BindKind.Text), new("product.price", "Product: price", BindKind.Text),
        new("product.compareAtPrice", "Product: price before", BindKind.Text), new("product.vendor", "Product: brand", BindKind.Text), new("product.category", "Product: category", BindKind.Text),
        new("product.image", "Product: first picture", BindKind.Picture), new("product.url", "Product: its page", BindKind.Link),
        new("collection.name", "Collection: name", BindKind.Text), new("collection.description", "Collection: description", BindKind.Text), new("collection.count", "Collection: number of products", BindKind.Text),
        new("collection.image", "Collection: picture", BindKind.Picture), new("collection.url", "Collection: its page", BindKind.Link),
        new("store.name", "Store: name", BindKind.Text), new("store.tagline", "Store: one line about it", BindKind.Text), new("store.email", "Store: email", BindKind.Text), new("store.address", "Store: address", BindKind.Text),
        new("cart.count", "Cart: number of items", BindKind.Text), new("cart.subtotal", "Cart: subtotal", BindKind.Text), new("cart.total", "Cart: total", BindKind.Text),
        new("page.title", "Page: title", BindKind.Text),
    ];

    /// <summary>The source of that path, or null.</summary>
    public static BindSource? Find(string path) => ByPath.GetValueOrDefault(path);
}
