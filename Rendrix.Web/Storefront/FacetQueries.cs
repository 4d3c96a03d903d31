using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rendrix.Catalog;
using Rendrix.Storefront;
using Rendrix.Web.Catalog.Blocks;

namespace Rendrix.Web.Storefront;

/// <summary>Leaves out of a list what a shopper does not want, and counts what there is to choose from.</summary>
public static class FacetQueries
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Products that fit. Everything that is asked stands in the product's own row, but for its categories.</summary>
    public static IQueryable<Product> Fitting(this IQueryable<Product> products, ListFilter filter)
    {
        if (filter.MinMinor is { } min) products = products.Where(p => p.PriceMaxMinor >= min);
        if (filter.MaxMinor is { } max) products = products.Where(p => p.PriceMinor <= max);
        if (filter.InStock) products = products.Where(p => p.Available);
        if (filter.Vendors.ToList() is { Count: > 0 } vendors) products = products.Where(p => vendors.Contains(p.Vendor));
        if (filter.Tags.ToList() is { Count: > 0 } tags) products = products.Where(p => p.Tags.Any(t => tags.Contains(t)));
        if (filter.Categories.Count > 0) products = products.InCategories(filter.Branches);
        return filter.ByOption.Aggregate(products, (left, option) => left.Where(Any([.. option.Select(Having)])));
    }

    /// <summary>
    /// What a list can be filtered by. One statement that reads the few columns needed of as many products as are counted anyway; the counting itself is
    /// done here, so that any choice of filters costs the same.
    /// </summary>
    internal static async Task<FacetsView> FacetsAsync(this IQueryable<Product> list, ListFilter filter, CategoryChoices choices, CancellationToken ct)
    {
        var counted = list.OrderByDescending(p => p.Id).Take(ListingView.CountedTo + 1);
        // A list with no categories to choose from, as most of those of a category are, does not ask for any.
        var rows = choices.Slugs.Count == 0
            ? await counted.Select(p => new { p.PriceMinor, p.PriceMaxMinor, p.Available, p.Options, p.Vendor, p.Tags, Categories = new List<Guid>() }).ToListAsync(ct)
            : await counted.Select(p => new { p.PriceMinor, p.PriceMaxMinor, p.Available, p.Options, p.Vendor, p.Tags, Categories = p.Categories.Select(c => c.CategoryId).ToList() }).ToListAsync(ct);
        return FacetsView.Of([.. rows.Select(r => new FacetRow(r.PriceMinor, r.PriceMaxMinor, r.Available,
            [.. r.Options.SelectMany(o => o.Values.Select(v => new OptionPick(o.Name, v.Name)))],
            r.Options.SelectMany(o => o.Values).Where(v => ProductCards.IsColour(v.Swatch)).DistinctBy(v => v.Name).ToDictionary(v => v.Name, v => v.Swatch!, StringComparer.Ordinal))
        {
            Vendor = r.Vendor, Tags = r.Tags, Categories = [.. r.Categories.SelectMany(c => choices.Slugs.GetValueOrDefault(c) ?? []).Distinct()],
        })], filter, rows.Count <= ListingView.CountedTo, choices.Names);
    }

    private static Expression<Func<Product, bool>> Having(OptionPick pick)
    {
        var wanted = JsonSerializer.Serialize(new[] { new { pick.Name, Values = new[] { new { Name = pick.Value } } } }, Json);
        return product => EF.Functions.JsonContains(product.Options, wanted);
    }

    private static Expression<Func<Product, bool>> Any(IReadOnlyList<Expression<Func<Product, bool>>> conditions)
    {
        var product = Expression.Parameter(typeof(Product), "product");
        return Expression.Lambda<Func<Product, bool>>(conditions.Select(c => new Exchange(c.Parameters[0], product).Visit(c.Body)).Aggregate(Expression.OrElse), product);
    }

    private sealed class Exchange(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
