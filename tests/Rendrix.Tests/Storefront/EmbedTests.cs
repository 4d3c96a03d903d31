using Rendrix.Storefront;

namespace Rendrix.Tests.Storefront;

public sealed class EmbedTests
{
    [Theory]
    [InlineData("https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=x", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0", true)]
    [InlineData("https://youtu.be/dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0", true)]
    [InlineData("https://www.youtube.com/shorts/dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0", true)]
    [InlineData("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1", true)]
    [InlineData("https://www.openstreetmap.org/export/embed.html?bbox=4.8,52.3,5.0,52.4", "https://www.openstreetmap.org/export/embed.html?bbox=4.8,52.3,5.0,52.4", false)]
    [InlineData("https://open.spotify.com/album/4aawyAB9vmqN3uQ7FjRGTy?si=1", "https://open.spotify.com/embed/album/4aawyAB9vmqN3uQ7FjRGTy", false)]
    [InlineData("https://calendly.com/halden/visit", "https://calendly.com/halden/visit", false)]
    [InlineData("https://form.typeform.com/to/aBcD1234", "https://form.typeform.com/to/aBcD1234", false)]
    public void Known_sites_get_an_address_made_here(string address, string source, bool video)
    {
        var embed = Embed.Of(address);
        Assert.Equal((source, video), (embed!.Source, embed.Video));
        var host = new Uri(source).Host;
        Assert.Contains(Embed.Hosts.Split(' '), allowed => allowed == "https://" + host || allowed.StartsWith("https://*.", StringComparison.Ordinal) && host.EndsWith(allowed[9..], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("youtube.com/watch?v=dQw4w9WgXcQ")]
    [InlineData("javascript:alert(1)//youtube.com/watch?v=dQw4w9WgXcQ")]
    [InlineData("https://evil.example/watch?v=dQw4w9WgXcQ")]
    [InlineData("https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ")]
    [InlineData("https://user@youtube.com/watch?v=dQw4w9WgXcQ")]
    [InlineData("https://youtube.com:8443/watch?v=dQw4w9WgXcQ")]
    [InlineData("https://www.youtube.com/watch?v=\"><script>")]
    [InlineData("https://www.google.com/search?q=x")]
    [InlineData("https://www.google.com/url?q=https://evil.example")]
    [InlineData("https://www.openstreetmap.org/export/embed.html?bbox=javascript")]
    [InlineData("https://open.spotify.com/embed/../logout")]
    [InlineData("https://typeform.com.evil.example/to/abcd")]
    public void Everything_else_is_no_embed(string address) => Assert.Null(Embed.Of(address));
}
