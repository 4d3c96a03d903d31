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
        Assert.Equal([("Red", 1), ("Blue", 0), ("Green", 0)], medium.Options[0].Values.Select(v => (v.Name, v.Count)));
        Assert.Equal(3, FacetsView.Of(rows, Read("min=20"), true).Left);
    }

    private static FacetRow Row(int euros, bool available, params string[] options) =>
        new(euros * 100, euros * 100, available, [.. options.Select(o => OptionPick.Read(o)!)], new Dictionary<string, string>());

    private static ListFilter Read(params string[] address) =>
        ListFilter.Read(key => [.. address.Select(a => a.Split('=', 2)).Where(a => a[0] == key).Select(a => a[1])], Euro);
}
