using System.Globalization;
using System.Text;
using Rendrix.Refusals;
using Rendrix.Web.Media;
using Rendrix.Web.Media.Pictures;
using static Rendrix.Web.Tests.Media.TestPictures;

namespace Rendrix.Web.Tests.Media;

/// <summary>What is let in of a picture, and what is made of it.</summary>
public sealed class PictureTests
{
    [Fact]
    public void The_picture_library_is_there_by_npm_alone() => Assert.Null(VipsLibrary.Problem);

    [Fact]
    public void A_photo_loses_its_place_and_stands_upright()
    {
        var sent = TurnedJpegWithPlace(60, 40, "GPS 59.9139 N");
        var kept = MediaFiles.Prepare(sent);
        Assert.Equal(("image/jpeg", 40, 60), (kept.Facts.ContentType, kept.Facts.Width, kept.Facts.Height));
        Assert.DoesNotContain("GPS", Encoding.Latin1.GetString(kept.Content), StringComparison.Ordinal);
        Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(kept.Content), StringComparison.Ordinal);
    }

    [Fact]
    public void What_hides_in_a_picture_or_behind_its_end_stays_out_and_its_pixels_stay()
    {
        var plain = Png(30, 20);
        byte[] sent = [.. PngWith(plain, "tEXt", [.. "Comment\0<script>alert(1)</script>"u8]), .. "<script>alert(2)</script>"u8];
        Assert.Equal(plain, MediaFiles.Prepare(sent).Content);

        byte[] jpeg = [.. Jpeg(30, 20), .. "<?php system($_GET['x']);"u8];
        Assert.DoesNotContain("php", Encoding.Latin1.GetString(MediaFiles.Prepare(jpeg).Content), StringComparison.Ordinal);
    }

    [Fact]
    public void Bombs_liars_and_torn_files_are_refused_with_a_sentence()
    {
        var jpeg = Jpeg(400, 300);
        (byte[] File, string Says)[] cases =
        [
            ([], "The file is empty"),
            (PngHeader(50_000, 50_000), "Use one of up to 50 million pixels"),
            (PngHeader(1, 500_000_000), "Use one of up to 50 million pixels"),
            (PngHeader(100, 100), "damaged or not complete"),
            (jpeg[..(jpeg.Length / 2)], "damaged or not complete"),
            (Png(300, 200)[..^40], "damaged or not complete"),
            ([.. Png(30, 20).AsSpan(0, 45), 0xFF, 0xFF, 0xFF, 0xFF, .. Png(30, 20).AsSpan(49)], "damaged or not complete"),
            ("<html><script>alert(1)</script>"u8.ToArray(), "Use a JPEG, PNG, WebP, GIF or SVG picture"),
            ("%PDF-1.4"u8.ToArray(), "Use a JPEG, PNG, WebP, GIF or SVG picture"),
            ([0, 0, 0, 24, .. "ftypheic\0\0\0\0"u8], "HEIC"),
            (new byte[MediaFiles.MaxBytes + 1], "up to 20 MB"),
        ];
        foreach (var (file, says) in cases)
        {
            var refused = Record.Exception(() => MediaFiles.Prepare(file)) as RefusedException;
            Assert.True(refused is not null, $"{file.Length} bytes beginning {Convert.ToHexString(file.AsSpan(0, Math.Min(60, file.Length)))} were let in");
            Assert.Contains(says, refused.Refusal.Errors!["file"].Single(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_printers_colors_become_those_of_a_screen()
    {
        var sent = CmykJpeg(60, 40);
        Assert.True(ImageFacts.Of(sent)!.Value.NeedsRedrawing);
        var kept = MediaFiles.Prepare(sent);
        Assert.False(ImageFacts.Of(kept.Content)!.Value.NeedsRedrawing);
        Assert.Equal((60, 40), (kept.Facts.Width, kept.Facts.Height));
    }

    [Fact]
    public void An_animation_keeps_moving_in_every_size_and_loses_its_comments()
    {
        var kept = MediaFiles.Prepare(MovingGif());
        Assert.Equal(2, kept.Frames);
        Assert.DoesNotContain("secret", Encoding.Latin1.GetString(kept.Content), StringComparison.Ordinal);
        var webp = PictureDarkroom.WebP(kept.Content, 320, kept.Frames);
        Assert.Contains("ANIM", Encoding.Latin1.GetString(webp), StringComparison.Ordinal);
        // The animated WebP goes through as well when it is uploaded again.
        Assert.Equal(2, MediaFiles.Prepare(webp).Frames);
    }

    [Fact]
    public void Sizes_are_never_larger_than_the_picture_and_the_tint_is_its_average()
    {
        var kept = MediaFiles.Prepare(Png(700, 500));
        Assert.Equal(6, kept.Tint.Length);
        Assert.Equal(320, ImageFacts.Of(PictureDarkroom.WebP(kept.Content, 320, 1))!.Value.Width);
        Assert.Equal(700, ImageFacts.Of(PictureDarkroom.WebP(kept.Content, 1920, 1))!.Value.Width);
        Assert.Equal([320, 480, 640, 700], Rendrix.Media.PictureWidths.Of(700));
        Assert.Equal([320, 480, 640, 960, 1280, 1600, 1920], Rendrix.Media.PictureWidths.Of(5000));
        Assert.Equal([200], Rendrix.Media.PictureWidths.Of(200));
    }

    [Fact]
    public void Every_other_loader_of_the_library_stays_shut()
    {
        foreach (var file in (byte[][])["II*\0\u0008\0\0\0"u8.ToArray(), "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>"u8.ToArray(), "P5 1 1 255 a"u8.ToArray()])
            Assert.Throws<VipsException>(() => PictureDarkroom.Look(file));
    }

    [Fact]
    public void A_drawing_keeps_its_shapes_and_nothing_that_runs_or_asks()
    {
        const string Sent = """
            <?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x "y">]>
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 30" onload="alert(1)">
              <style>.a{fill:#c00} @import url(https://evil.example/x.css);</style><style>.b{fill:#00c}</style>
              <script>alert(2)</script><foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><script>alert(3)</script></body></foreignObject>
              <a href="javascript:alert(4)"><circle r="3"/></a><image href="https://evil.example/p.png"/>
              <defs><path id="p" d="M0 0h9"/><g id="q"><use href="#p"/></g></defs>
              <use xlink:href="#p"/><use href="#q"/><use href="https://evil.example/s.svg#x"/>
              <rect class="b" width="9" height="9" onclick="alert(5)" fill="url(https://evil.example/f)" stroke="url(#g)" style="background:url(&#92;68ttps://evil.example)"/><text>Kiln &amp; Co</text>
              <set attributeName="href" to="javascript:alert(6)"/>
            </svg>
            """;
        var clean = Encoding.UTF8.GetString(MediaFiles.Prepare(Encoding.UTF8.GetBytes(Sent)).Content);
        foreach (var bad in new[] { "script", "alert", "evil", "foreignObject", "onload", "onclick", "import", "javascript", "<a", "<image", "<set", "DOCTYPE", "ENTITY" }) Assert.DoesNotContain(bad, clean, StringComparison.OrdinalIgnoreCase);
        foreach (var good in new[] { "width=\"40\"", "height=\"30\"", ".b{fill:#00c}", "<use href=\"#p\"", "stroke=\"url(#g)\"", "Kiln &amp; Co", "<rect class=\"b\"" }) Assert.Contains(good, clean, StringComparison.Ordinal);
        Assert.DoesNotContain("<use href=\"#q\"", clean, StringComparison.Ordinal);
        // What is clean already stays as it is, so that uploading it again finds the same file.
        Assert.Equal(clean, Encoding.UTF8.GetString(MediaFiles.Prepare(Encoding.UTF8.GetBytes(clean)).Content));
        foreach (var torn in new[] { "<svg xmlns=\"http://www.w3.org/2000/svg\"><path", "<svg><path d=\"M0 0\"/></svg>", "<html xmlns=\"http://www.w3.org/1999/xhtml\"><svg xmlns=\"http://www.w3.org/2000/svg\"/></html>" })
            Assert.Throws<RefusedException>(() => MediaFiles.Prepare(Encoding.UTF8.GetBytes(torn)));
    }

    [Fact]
    public void A_drawing_of_drawings_does_not_grow_without_end()
    {
        var svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><g id=\"l0\"><path d=\"M0 0\"/></g>");
        for (var level = 1; level < 12; level++) svg.Append(CultureInfo.InvariantCulture, $"<g id=\"l{level}\">").Insert(svg.Length, $"<use href=\"#l{level - 1}\"/>", 10).Append("</g>");
        var clean = Encoding.UTF8.GetString(MediaFiles.Prepare(Encoding.UTF8.GetBytes(svg + "<use href=\"#l11\"/></svg>")).Content);
        Assert.Equal(10, clean.Split("<use").Length - 1);
        var deep = string.Concat(Enumerable.Repeat("<g>", 30_000)) + string.Concat(Enumerable.Repeat("</g>", 30_000));
        Assert.NotEmpty(MediaFiles.Prepare(Encoding.UTF8.GetBytes($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">{deep}</svg>")).Content);
    }
}
