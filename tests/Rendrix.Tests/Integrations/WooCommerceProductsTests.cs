using Rendrix.Catalog;
using Rendrix.Integrations;
using Rendrix.Web.Integrations.Imports;

namespace Rendrix.Tests.Integrations;

public sealed class WooCommerceProductsTests
{
    private const string Header = "ID,Type,SKU,Name,Published,Visibility in catalog,In stock?,Stock,Backorders allowed?,Weight (kg),Sale price,Regular price,Categories,Tags,Images,Parent,Position,Attribute 1 name,Attribute 1 value(s),Date sale price starts,Date sale price ends\n";
    private readonly WooCommerceProducts _format = new();

    [Fact]
    public async Task Every_row_of_the_public_sample_has_an_outcome()
    {
        var products = await _format.ReadAsync(ImportFixtures.Open("woocommerce-sample_products.csv"));
        var taken = products.Where(p => p.Failure is null && p.Skip is null).ToList();
        Assert.Equal(15, products.Count);
        Assert.Equal(13, taken.Count);
        Assert.Equal(24, products.SelectMany(p => p.Lines).Distinct().Count());
        Assert.DoesNotContain(products, p => p.Failure is not null);

        // 9 simple, 2 downloadable and 2 variable products, the latter with 9 variations.
        Assert.Equal(9, taken.Count(p => p.Options.Count == 0 && p.Type == ProductType.Simple));
        Assert.Equal(2, taken.Count(p => p is { Type: ProductType.Digital, Status: ProductStatus.Draft }));
        Assert.Equal(9, taken.Where(p => p.Options.Count > 0).Sum(p => p.Variants.Count));
        Assert.Equal(["cc-logo-collection", "cp-donation"], products.Where(p => p.Skip is not null).Select(p => p.Label));

        var hoodie = Assert.Single(taken, p => p.Label == "cc-hoodie");
        Assert.Equal(["Color", "Logo"], hoodie.Options.Select(o => o.Name));
        Assert.Equal(["Blue", "Green", "Red"], hoodie.Options[0].Values.Select(v => v.Name));
        Assert.Equal(6, hoodie.Variants.Count);
        var sale = Assert.Single(hoodie.Variants, v => v.Sku == "cc-hoodie-red");
        Assert.Equal((4200L, 4500L), (sale.PriceMinor, sale.CompareAtMinor!.Value));
        Assert.Equal(["Red", "No"], sale.OptionValues);

        var tee = Assert.Single(taken, p => p.Label == "cc-tee");
        Assert.Equal(3, tee.Variants.Count);
        Assert.Equal("Color", tee.Options.Single().Name);
        Assert.Contains(tee.Notes, n => n.Contains("Size", StringComparison.Ordinal));
        Assert.Equal([["Clothing", "Tshirts"]], tee.Categories);
        Assert.Equal(3, tee.Images.Count);
        Assert.Equal("This is a variable product.", tee.Summary);

        Assert.Equal(ProductStatus.Draft, taken.Single(p => p.Label == "cc-hoodie-with-pocket").Status);
        var sunglasses = taken.Single(p => p.Label == "cc-sunglasses");
        Assert.Equal((9000L, (long?)null), (sunglasses.Variants[0].PriceMinor, sunglasses.Variants[0].CompareAtMinor));
        Assert.DoesNotContain(products, p => p.Key.Contains("74", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Parents_are_named_by_sku_or_by_id_before_or_after()
    {
        var products = await _format.ReadAsync(Header
            + "9,variation,,,1,,1,3,0,,,5,,,,id:7,2,Size,L,,\n7,variable,,Shirt,1,visible,1,,0,,,,\"A > B, C\\, D\",,,,0,Size,\"S, L\",,\n8,variation,s-s,,1,,1,,0,,,4,,,,id:7,1,Size,s,,\n"
            + "10,variation,orphan,,1,,1,,0,,,4,,,,missing,1,Size,s,,\n");
        var shirt = products[0];
        Assert.Equal(["S", "L"], shirt.Variants.Select(v => v.Title()));
        Assert.Equal([2, 3, 4], shirt.Lines.Order());
        Assert.Equal("woocommerce:name:shirt", shirt.Key);
        Assert.Equal([["A", "B"], ["C, D"]], shirt.Categories);
        Assert.Equal(3, shirt.Variants[1].Quantity);
        Assert.True(shirt.Variants[1].TrackInventory);
        Assert.False(shirt.Variants[0].TrackInventory);
        Assert.Contains("missing", products[1].Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Children_of_a_failed_parent_fail_with_it()
    {
        var products = await _format.ReadAsync(Header + "1,variable,p,,1,visible,1,,0,,,,,,,,0,Size,S,,\n2,variation,c,,1,,1,,0,,,4,,,,p,1,Size,S,,\n3,variable,q,Q,1,visible,1,,0,,,,,,,,0,Size,S,,\n");
        Assert.Equal([2, 3], products[0].Lines);
        Assert.NotNull(products[0].Failure);
        Assert.Contains("no variations", products[1].Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sales_that_are_over_or_to_come_do_not_count()
    {
        var products = await _format.ReadAsync(Header + "1,simple,a,A,1,visible,0,,notify,1.5,3,4,,,,,0,,,2020-01-01,2020-02-01\n2,simple,b,B,-1,visible,1,2,0,,3,4,,,,,0,,,2020-01-01,2030-01-01\n3,simple,c,'=C,1,visible,1,,0,,3,4,,,,,0,,,2030-01-01,\n");
        Assert.Equal([400L, 300L, 400L], products.Select(p => p.Variants[0].PriceMinor));
        Assert.Equal([ProductStatus.Active, ProductStatus.Draft, ProductStatus.Active], products.Select(p => p.Status));
        Assert.Equal((0, true, true, 1500), (products[0].Variants[0].Quantity!.Value, products[0].Variants[0].TrackInventory, products[0].Variants[0].AllowBackorders, products[0].Variants[0].WeightGrams!.Value));
        Assert.Equal("=C", products[2].Name);
    }
}
