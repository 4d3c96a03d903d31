using Rendrix.Amounts;
using Rendrix.Storefront;

namespace Rendrix.Tests.Storefront;

public sealed class ListFilterTests
{
    private static readonly Currency Euro = Currency.Of("EUR");

    [Fact]
    public void An_address_is_read_and_written_in_one_form()
    {
        var filter = Read("min=10,50", "max=80", "stock=in", "opt=Color:Red", "opt=Size: Extra: large", "opt=Color:Red");
        Assert.Equal((1050, 8000, true), (filter.MinMinor, filter.MaxMinor, filter.InStock));
        Assert.Equal([new("Color", "Red"), new OptionPick("Size", " Extra: large")], filter.Options);
        Assert.Equal(["min=10.50", "max=80", "stock=in", "opt=Color:Red", "opt=Size: Extra: large"], filter.Parts.Select(p => $"{p.Key}={p.Value}"));
        Assert.Equal(filter.Options, filter.Without(new OptionPick("Material", "Wool")).Options);
        Assert.Equal([new OptionPick("Color", "Red")], filter.Without(new OptionPick("Size", " Extra: large")).Options);
    }

    [Theory]
    [InlineData("min=cheap")]
    [InlineData("min=-5")]
    [InlineData("max=99999999999999")]
    [InlineData("min=1", "min=2")]
    [InlineData("stock=out")]
    [InlineData("opt=Color")]
    [InlineData("opt=:Red")]
    [InlineData("opt=Color:")]
    [InlineData("opt=Col\0or:Red")]
    [InlineData("min=", "max=")]
    public void What_means_nothing_is_left_out(params string[] address) => Assert.True(Read(address).IsEmpty);

    [Fact]
    public void Bounds_the_wrong_way_round_are_turned()
    {
        var filter = Read("min=80", "max=10");
        Assert.Equal((1000, 8000), (filter.MinMinor, filter.MaxMinor));
    }

    [Fact]
    public void Yen_have_no_decimals() => Assert.Equal(1200, ListFilter.Read(key => key == "min" ? ["1200.9"] : [], Currency.Of("JPY")).MinMinor);

    [Fact]
    public void Each_option_is_counted_as_if_nothing_of_it_were_picked()
    {
        FacetRow[] rows =
        [
            Row(10, true, "Color:Red", "Color:Blue", "Size:S"), Row(20, true, "Color:Red", "Size:M"), Row(30, false, "Color:Blue", "Size:M"), Row(40, true, "Color:Green", "Material:Oak", "Material:Beech"),
        ];
        var all = FacetsView.Of(rows, ListFilter.None, true);
        Assert.Equal((1000, 4000, 3, 4, 4), (all.LowestMinor, all.HighestMinor, all.InStock, all.All, all.Left));
        // Only one product comes in materials, which divides nothing.
        Assert.Equal(["Color", "Size"], all.Options.Select(o => o.Name));
        Assert.Equal([("Red", 2), ("Blue", 2), ("Green", 1)], all.Options[0].Values.Select(v => (v.Name, v.Count)));

        var red = FacetsView.Of(rows, Read("opt=Color:Red"), true);
        Assert.Equal(2, red.Left);
        Assert.Equal([("Red", 2), ("Blue", 2), ("Green", 1)], red.Options[0].Values.Select(v => (v.Name, v.Count)));
        Assert.Equal([("S", 1), ("M", 1)], red.Options[1].Values.Select(v => (v.Name, v.Count)));

        var medium = FacetsView.Of(rows, Read("opt=Size:M", "stock=in"), true);
        Assert.Equal((1, 1), (medium.Left, medium.InStock));
        // What would leave nothing is not offered; in a list that is not counted to its end nobody knows.
        Assert.Equal([("Red", 1)], medium.Options[0].Values.Select(v => (v.Name, v.Count)));
        Assert.Equal(["Red", "Blue", "Green"], FacetsView.Of(rows, Read("opt=Size:M", "stock=in"), false).Options[0].Values.Select(v => v.Name));
        Assert.Equal(3, FacetsView.Of(rows, Read("min=20"), true).Left);
    }

    [Fact]
    public void Words_of_a_facet_are_sorted_said_once_and_bounded()
    {
        var filter = Read([.. Enumerable.Range(10, 30).Reverse().Select(n => $"vendor=v{n}"), "tag=b", "tag=a", "tag=b", "tag=", "tag=\0", "tag=" + new string('x', ListFilter.Longest + 1), "category=shirts"]);
        Assert.Equal(Enumerable.Range(20, ListFilter.MostPicks).Select(n => $"v{n}"), filter.Vendors);
        Assert.Equal(["a", "b"], filter.Tags);
        Assert.Equal(["shirts"], filter.Categories);
        Assert.Equal(["a"], filter.Without("tag", "b").Tags);
        Assert.True(filter.Without("category", "shirts") is { Categories: [], Vendors.Count: 20 });
    }

    [Fact]
    public void The_most_frequent_come_first_and_what_is_picked_is_always_there()
    {
        List<FacetRow> rows = [.. Enumerable.Range(0, 300).Select(n => Row(10, true) with { Vendor = n < 3 ? "Nordlys" : n < 5 ? "Halden" : $"Maker {n}", Tags = ["all"] })];
        var plain = FacetsView.Of(rows, ListFilter.None, true);
        Assert.Equal(FacetsView.MostValues, plain.Vendors.Count);
        Assert.Equal([("Nordlys", 3), ("Halden", 2), ("Maker 10", 1)], plain.Vendors.Take(3).Select(v => (v.Name, v.Count)));
        // A tag of all products divides nothing.
        Assert.Empty(plain.Tags);
        var picked = FacetsView.Of(rows, Read("vendor=Maker 99", "vendor=Nobody", "tag=none"), true);
        Assert.Equal(0, picked.Left);
        Assert.Equal([("Maker 99", 0), ("Nobody", 0)], picked.Vendors.Select(v => (v.Name, v.Count)));
        Assert.Equal([("all", 1), ("none", 0)], picked.Tags.Select(v => (v.Name, v.Count)));
    }

    private static FacetRow Row(int euros, bool available, params string[] options) =>
        new(euros * 100, euros * 100, available, [.. options.Select(o => OptionPick.Read(o)!)], new Dictionary<string, string>());

    private static ListFilter Read(params string[] address) =>
        ListFilter.Read(key => [.. address.Select(a => a.Split('=', 2)).Where(a => a[0] == key).Select(a => a[1])], Euro);
}
