using System.Text;
using Rendrix.Amounts;
using Rendrix.Integrations;
using Rendrix.Storefront;
using Rendrix.Web.Integrations.Imports;
using Rendrix.Web.Stores;
using Rendrix.Web.Stores.Templates;
using Rendrix.Web.Stores.Themes;

namespace Rendrix.Tests.Stores;

public sealed class TemplateTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Industries => [.. IndustryTemplates.All.Select(t => t.Code)];

    [Fact]
    public void There_are_nine_templates_and_a_theme_for_each() =>
        Assert.Equal(ThemeLibrary.Codes, IndustryTemplates.All.Select(t => t.Code).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Industries))]
    public async Task A_starter_catalog_reads_without_a_note_and_its_html_is_safe_as_it_stands(string industry)
    {
        var template = IndustryTemplates.Find(industry)!;
        using var copy = new MemoryStream();
        await using (var file = template.OpenCatalog()) await file.CopyToAsync(copy, Ct);
        var shelves = template.Categories.Select(c => c.Name).ToHashSet();
        var count = 0;
        await foreach (var product in new RendrixProducts().ReadAsync(copy, new ImportReading(Currency.Of("USD"), DateTimeOffset.UnixEpoch), Ct))
        {
            count++;
            Assert.True(product.Failure is null && product.Skip is null && product.Notes.Count == 0, product.Failure ?? string.Join(' ', product.Notes));
            Assert.All(product.Categories, path => Assert.Contains(Assert.Single(path), shelves));
            Assert.Equal(System.Net.WebUtility.HtmlDecode(product.Description), System.Net.WebUtility.HtmlDecode(SafeHtml.Of(product.Description)));
            Assert.All(product.Variants, v => Assert.True(v.CompareAtMinor is null || v.CompareAtMinor > v.PriceMinor, product.Name));
        }
        Assert.Equal(12, count);
    }

    [Theory, MemberData(nameof(Industries))]
    public async Task Every_picture_a_template_names_can_be_drawn(string industry)
    {
        var template = IndustryTemplates.Find(industry)!;
        var art = new ArtImages();
        foreach (var address in template.Pictures.Values.Concat(template.Categories.Select(c => c.Picture).OfType<string>()))
        {
            var image = await art.FetchAsync(address, Ct);
            Assert.True(image is { IsOurArt: true }, address);
            Assert.StartsWith("<svg", Encoding.UTF8.GetString(image!.Content), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_view_cuts_a_part_out_of_the_same_drawing()
    {
        var whole = Encoding.UTF8.GetString((await new ArtImages().FetchAsync("art:toys/rocket?b=1&c=CF3A20", Ct))!.Content);
        var part = Encoding.UTF8.GetString((await new ArtImages().FetchAsync("art:toys/rocket?b=1&c=CF3A20&v=300,310,500,520", Ct))!.Content);
        Assert.Contains("viewBox=\"300 310 500 520\"", part, StringComparison.Ordinal);
        Assert.Equal(whole, part.Replace("300 310 500 520", "0 0 1200 1200", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("art:"), InlineData("art:toys"), InlineData("art:toys/../x"), InlineData("art:toys/rocket?b=3"), InlineData("art:toys/rocket?c=red"), InlineData("art:toys/rocket?c=CF3A20\"/><script>"), InlineData("art:toys/rocket?v=1,2,3"), InlineData("art:toys/rocket?v=0,0,1200,9999"), InlineData("art:toys/rocket?x=1"), InlineData("https://example.com/a.svg")]
    public async Task Anything_else_is_no_picture_of_ours(string address) => Assert.Null(await new ArtImages().FetchAsync(address, Ct));

    [Theory]
    [InlineData("US", "USD", 0, false), InlineData("DE", "EUR", 1900, true), InlineData(null, "GBP", 2000, true), InlineData("fr", "EUR", 2000, true), InlineData("PE", "PEN", 0, false)]
    public void A_region_follows_from_the_country_or_the_currency(string? country, string currency, int tax, bool included)
    {
        var region = Region.Of(country, currency);
        Assert.Equal((tax, included), (region.TaxBasisPoints, region.PricesIncludeTax));
        Assert.NotNull(TimeZoneInfo.FindSystemTimeZoneById(region.TimeZone));
    }
}
