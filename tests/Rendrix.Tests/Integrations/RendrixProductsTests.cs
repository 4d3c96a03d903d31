using Rendrix.Catalog;
using Rendrix.Web.Integrations;
using Rendrix.Web.Integrations.Imports;

namespace Rendrix.Tests.Integrations;

public sealed class RendrixProductsTests
{
    private readonly RendrixProducts _format = new();

    [Fact]
    public async Task Reads_a_product_with_options_swatches_and_pictures()
    {
        var products = await _format.ReadAsync("slug,name,price,categories,tags,option1_name,option1_value,option1_swatch,quantity,image_url,image_alt,status,seo_title\n"
            + "blocks,Blocks,24.00,\"Toys > Wood, Gifts\",\"New, wood\",Color,Tomato,#cf3a20,4,\"art:blocks?b=0&c=CF3A20,FFFFFF\",Blocks in a row,active,\"Buy, now\"\n"
            + "blocks,,26.00,,,,Sky,#3A7BCF,0,art:blocks?b=1,,,\n,,,,,,,,,https://x.example/1.png,,,\n"
            + ",Ball,8,,,,,,,,,draft,\n");
        var blocks = products[0];
        Assert.Equal([new OptionValue("Tomato", "#CF3A20"), new OptionValue("Sky", "#3A7BCF")], blocks.Options.Single().Values);
        Assert.Equal([2400L, 2600L], blocks.Variants.Select(v => v.PriceMinor));
        Assert.Equal(["art:blocks?b=0&c=CF3A20,FFFFFF", "art:blocks?b=1", "https://x.example/1.png"], blocks.Images.Select(i => i.Url));
        Assert.Equal([["Toys", "Wood"], ["Gifts"]], blocks.Categories);
        Assert.Equal(("ball", ProductStatus.Draft), (products[1].Slug, products[1].Status));
    }

    [Theory]
    [InlineData("status", "sold")]
    [InlineData("type", "1")]
    [InlineData("quantity", "1.5")]
    [InlineData("slug", "Not a slug")]
    public async Task Says_what_is_wrong(string column, string value) =>
        Assert.Contains(value, Assert.Single(await _format.ReadAsync($"name,price,{column}\nA,1,{value}\n")).Failure, StringComparison.Ordinal);

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+49 30")]
    [InlineData("-5")]
    [InlineData("@sum(a)")]
    [InlineData("\t=1")]
    [InlineData("'=1")]
    [InlineData("''=1")]
    [InlineData("a;=1;'+2")]
    [InlineData("a,\n=cmd|' /C calc'!A0")]
    [InlineData("＝1")]
    [InlineData("it's -5 °C; -6")]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData("'")]
    [InlineData("'quoted'")]
    public void Guarded_text_computes_nothing_and_comes_back(string text)
    {
        var cell = FormulaGuard.Guard(text);
        Assert.Equal(text, FormulaGuard.Unguard(cell));
        foreach (var part in cell.Split(';', ',', '\t', '\n', '\r'))
            Assert.False(part.Length > 0 && "=+-@＝＋－＠".Contains(part[0], StringComparison.Ordinal), cell);
    }

    [Fact]
    public void Random_text_survives_guarding()
    {
        var random = new Random(20261120);
        const string letters = "=+-@';,\t\r\n ab＝";
        for (var i = 0; i < 20_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(12)).Select(_ => letters[random.Next(letters.Length)])]);
            Assert.Equal(text, FormulaGuard.Unguard(FormulaGuard.Guard(text)));
        }
    }
}
