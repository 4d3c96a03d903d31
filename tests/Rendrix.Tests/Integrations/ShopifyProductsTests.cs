using System.Text;
using Rendrix.Catalog;
using Rendrix.Integrations;
using Rendrix.Web.Integrations.Imports;

namespace Rendrix.Tests.Integrations;

/// <summary>What runs while nothing else does: it measures what the whole process allocates.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "Alone";
}

[Collection(AloneCollection.Name)]
public sealed class ShopifyProductsTests
{
    private const string Header = "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Grams,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Variant Compare At Price,Variant Barcode,Image Src,Image Position,Image Alt Text,Gift Card,SEO Title,SEO Description,Variant Image,Status,Anything Else\r\n";
    private readonly ShopifyProducts _format = new();

    [Fact]
    public async Task Public_apparel_file_gives_20_products_with_22_variants()
    {
        var products = await _format.ReadAsync(ImportFixtures.Open("shopify-apparel.csv"));
        Assert.Equal(20, products.Count);
        Assert.All(products, p => Assert.Null(p.Failure));
        Assert.All(products, p => Assert.Null(p.Skip));
        Assert.Equal(22, products.Sum(p => p.Variants.Count));
        Assert.Equal(22, products.SelectMany(p => p.Lines).Distinct().Count());

        var varsity = Assert.Single(products, p => p.Slug == "classic-varsity-top");
        Assert.Equal(["Small", "Medium", "Large"], varsity.Variants.Select(v => v.OptionValues.Single()));
        Assert.Equal("Size", varsity.Options.Single().Name);
        Assert.Equal([3, 4, 5], varsity.Lines);
        Assert.All(varsity.Variants, v => Assert.Equal(6000, v.PriceMinor));
        Assert.All(products.SelectMany(p => p.Variants), v => Assert.Null(v.Sku));
        Assert.Empty(products[0].Options);
        Assert.Equal("shopify:ocean-blue-shirt", products[0].Key);
        Assert.Equal(["men"], products[0].Tags);
        Assert.Single(products[0].Images);
        Assert.False(products[0].Variants[0].TrackInventory);
    }

    [Fact]
    public async Task Recognises_old_and_new_headers()
    {
        await using var old = ImportFixtures.Open("shopify-apparel.csv");
        Assert.Equal("shopify", (await ImportFormats.RecogniseAsync(old, TestContext.Current.CancellationToken)).Format?.Code);
        Assert.True(_format.Recognises(["Title", "URL handle", "Description", "Option1 name", "Option1 value", "Price"]));
        var products = await _format.ReadAsync("Title,URL handle,Description,Vendor,Option1 name,Option1 value,SKU,Price,Compare-at price,Inventory tracker,Inventory quantity,Product image URL,Status,Published on online store\nMug,mug,<p>Blue</p>,Acme,Title,Default Title,M-1,12.50,15.00,shopify,7,https://x.example/m.png,Active,TRUE\n");
        var mug = Assert.Single(products);
        Assert.Equal((1250L, 1500L, 7, true), (mug.Variants[0].PriceMinor, mug.Variants[0].CompareAtMinor!.Value, mug.Variants[0].Quantity!.Value, mug.Variants[0].TrackInventory));
        Assert.Equal("https://x.example/m.png", mug.Images.Single().Url);
    }

    [Fact]
    public async Task Continuation_and_picture_rows_belong_to_the_product_above()
    {
        var products = await _format.ReadAsync(Header
            + "tee,Tee,<p>Soft</p>,Acme,Shirts,\"a, B\",true,Size,Small,Color,Red,T-S-R,200,shopify,5,continue,10,12,'0123,https://x.example/1.png,2,Front,false,,,https://x.example/r.png,active,?\r\n"
            + "tee,,,,,,,size, small ,colour,Blue,T-S-B,200,shopify,0,deny,10,,,,,,,,,,,\r\n"
            + ",,,,,,,,,,,,,,,,,,,https://x.example/0.png,1,Back,,,,,,\r\n");
        var tee = Assert.Single(products);
        Assert.Null(tee.Failure);
        Assert.Equal(["Size", "Color"], tee.Options.Select(o => o.Name));
        Assert.Equal("Small", Assert.Single(tee.Options[0].Values).Name);
        Assert.Equal(["https://x.example/0.png", "https://x.example/1.png", "https://x.example/r.png"], tee.Images.Select(i => i.Url));
        Assert.Equal("0123", tee.Variants[0].Barcode);
        Assert.True(tee.Variants[0].AllowBackorders);
        Assert.Equal(["a", "b"], tee.Tags);
        Assert.Equal([["Shirts"]], tee.Categories);
        Assert.Equal(3, tee.Lines.Count);
    }

    [Fact]
    public async Task Rows_of_one_handle_are_found_wherever_they_stand()
    {
        var products = await _format.ReadAsync("Handle,Title,Option1 Name,Option1 Value,Variant Price\na,A,Size,S,1\nb,B,Title,Default Title,2\na,,,M,3\nc,C,Title,Default Title,4\na,,,L,5\n");
        Assert.Equal(["a", "b", "c"], products.Select(p => p.Label));
        Assert.Equal(["S", "M", "L"], products[0].Variants.Select(v => v.Title()));
        Assert.Equal([2, 4, 6], products[0].Lines);
    }

    [Theory]
    [InlineData(",")]
    [InlineData(";")]
    [InlineData("\t")]
    public async Task Reads_every_delimiter(string d)
    {
        var product = Assert.Single(await _format.ReadAsync($"Handle{d}Title{d}Option1 Name{d}Option1 Value{d}Variant Price\na{d}A{d}Title{d}Default Title{d}1\n"));
        Assert.Equal(100, product.Variants.Single().PriceMinor);
    }

    [Fact]
    public async Task Reads_every_encoding()
    {
        const string csv = "Handle,Title,Option1 Name,Option1 Value,Variant Price\r\na,Käse – 50 €,Title,Default Title,1\r\n";
        CodePagesEncodingProvider.Instance.GetEncoding(1252);
        foreach (var encoding in (Encoding[])[new UTF8Encoding(false), new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode, new UnicodeEncoding(false, false), CodePagesEncodingProvider.Instance.GetEncoding(1252)!])
            Assert.Equal("Käse – 50 €", Assert.Single(await _format.ReadAsync(ImportFixtures.Csv(csv, encoding))).Name);
    }

    [Fact]
    public async Task Mixed_line_ends_and_blank_lines_keep_line_numbers()
    {
        var products = await _format.ReadAsync("Handle,Title,Option1 Name,Option1 Value,Variant Price\r\na,\"A\r\nB\",Title,Default Title,1\n\n,,,,\nb,B,Title,Default Title,2\rc,C,Title,Default Title,x\n");
        Assert.Equal([2, 6, 7], products.Select(p => p.Lines.Single()));
        Assert.Contains("Line 7", products[2].Failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12,50", "USD")]
    [InlineData("1,234.50", "USD")]
    [InlineData("-1", "USD")]
    [InlineData("12.505", "USD")]
    [InlineData("$12", "USD")]
    [InlineData("12.50", "JPY")]
    [InlineData("1e3", "USD")]
    [InlineData("NaN", "USD")]
    [InlineData("٣", "USD")]
    [InlineData("999999999999999", "USD")]
    public async Task Refuses_a_price_it_would_have_to_guess(string price, string currency) =>
        Assert.Contains("price", Assert.Single(await _format.ReadAsync($"Handle,Title,Option1 Name,Option1 Value,Variant Price\na,A,Title,Default Title,\"{price}\"\n", currency)).Failure, StringComparison.Ordinal);

    [Theory]
    [InlineData("12,50", 1250)]
    [InlineData("1.234,50", 123450)]
    [InlineData("12.50", 1250)]
    [InlineData("12", 1200)]
    public async Task Semicolon_files_have_decimal_commas(string price, long minor) =>
        Assert.Equal(minor, Assert.Single(await _format.ReadAsync($"Handle;Title;Option1 Name;Option1 Value;Variant Price\na;A;Title;Default Title;{price}\n")).Variants.Single().PriceMinor);

    [Fact]
    public async Task A_product_without_price_stays_a_draft_and_a_gift_card_is_left_out()
    {
        var products = await _format.ReadAsync("Handle,Title,Published,Option1 Name,Option1 Value,Variant Price,Gift Card\na,A,true,Title,Default Title,,false\ng,G,true,Title,Default Title,10,true\nh,H,false,Title,Default Title,10,false\n");
        Assert.Equal(ProductStatus.Draft, products[0].Status);
        Assert.Contains("draft", products[0].Notes.Single(), StringComparison.Ordinal);
        Assert.NotNull(products[1].Skip);
        Assert.Equal(ProductStatus.Draft, products[2].Status);
    }

    [Fact]
    public async Task A_row_with_more_cells_than_the_header_fails_its_product_only()
    {
        var products = await _format.ReadAsync("Handle,Title,Option1 Name,Option1 Value,Variant Price\na,A,Title,Default Title,1,2\nb,B,Title,Default Title,1,,\n");
        Assert.Contains("6 cells", products[0].Failure, StringComparison.Ordinal);
        Assert.Null(products[1].Failure);
    }

    [Fact]
    public async Task An_unclosed_quote_ends_the_file_and_keeps_what_came_before()
    {
        var products = await _format.ReadAsync("Handle,Title,Option1 Name,Option1 Value,Variant Price\na,A,Title,Default Title,1\nb,\"B,Title,Default Title,1\nc,C,Title,Default Title,1\n");
        Assert.Null(products[0].Failure);
        var last = products[^1];
        Assert.True(last.EndsFile);
        Assert.Contains("quote", last.Failure, StringComparison.Ordinal);
        Assert.Equal([3], last.Lines);
    }

    [Fact]
    public async Task A_row_of_100_megabytes_is_refused_without_holding_it()
    {
        await using var giant = new GiantRow("Handle,Title,Option1 Name,Option1 Value,Variant Price\na,A,Title,Default Title,1\nb,\"", 100_000_000);
        var before = GC.GetTotalAllocatedBytes();
        var products = await _format.ReadAsync(giant);
        Assert.True(products[^1].EndsFile);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 60_000_000);
        Assert.Null(products[0].Failure);
    }

    [Fact]
    public async Task An_excel_file_is_told_apart()
    {
        var (format, problem) = await ImportFormats.RecogniseAsync(new MemoryStream([(byte)'P', (byte)'K', 3, 4, 0, 0, 0, 0]), TestContext.Current.CancellationToken);
        Assert.Null(format);
        Assert.Contains("Excel", problem, StringComparison.Ordinal);
        Assert.Contains("empty", (await ImportFormats.RecogniseAsync(new MemoryStream(), TestContext.Current.CancellationToken)).Problem, StringComparison.Ordinal);
        Assert.Null((await ImportFormats.RecogniseAsync(ImportFixtures.Csv("a,b\n1,2\n"), TestContext.Current.CancellationToken)).Format);
    }

    // A header, a row and then one cell without end, made while it is read.
    private sealed class GiantRow(string start, long length) : Stream
    {
        private readonly byte[] _start = Encoding.UTF8.GetBytes(start);

        public override bool CanRead => true;
        public override bool CanSeek => true;
        public override bool CanWrite => false;
        public override long Length => length;
        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, length - Position);
            for (var i = 0; i < read; i++) buffer[offset + i] = Position + i < _start.Length ? _start[Position + i] : (byte)'x';
            Position += read;
            return read;
        }

        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => Position = offset;
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

internal static class ImportedVariantWords
{
    public static string Title(this ImportedVariant variant) => string.Join(" / ", variant.OptionValues);
}
