using Rendrix.Refusals;
using Rendrix.Reviews;

namespace Rendrix.Tests.Reviews;

public sealed class ReviewRuleTests
{
    [Theory]
    [InlineData(new[] { 0, 0, 0, 0, 0 }, 0, "0.0")]
    [InlineData(new[] { 0, 0, 0, 0, 1 }, 1, "5.0")]
    [InlineData(new[] { 1, 0, 0, 0, 1 }, 2, "3.0")]
    [InlineData(new[] { 0, 0, 1, 3, 8 }, 12, "4.6")]
    [InlineData(new[] { 1, 1, 1, 0, 0 }, 3, "2.0")]
    [InlineData(new[] { 2_000_000_000, 0, 0, 0, 100_000_000 }, 2_100_000_000, "1.2")]
    public void Number_and_mean_follow_from_the_counts(int[] counts, int number, string mean)
    {
        var rating = Rating.Of(counts);
        Assert.Equal((number, mean), (rating.Count, rating.Text));
        Assert.Equal(counts, Enumerable.Range(1, 5).Select(rating.With));
    }

    [Fact]
    public void Whatever_is_no_rating_is_none()
    {
        Assert.Same(Rating.None, Rating.Of(null));
        Assert.Same(Rating.None, Rating.Of([]));
        Assert.Same(Rating.None, Rating.Of([1, 2]));
        Assert.Equal(0, Rating.None.ShareOf(5));
        Assert.Equal(67, Rating.Of([0, 0, 1, 3, 8]).ShareOf(5));
    }

    [Fact]
    public void Text_is_plain_and_reads_as_it_says()
    {
        var clean = new ReviewDraft(5, " Great\r\nmug\0 ", "One\r\n\r\n\r\n \nTwo\u202Ethree\u2066 \u0007", "Ada\tMoss").Cleaned();
        Assert.Equal(("Great mug", "One\n\nTwothree", "Ada Moss"), (clean.Title, clean.Text, clean.Author));
        // Marks that join the parts of a picture sign stay, and so does what looks like markup: it is encoded where it is drawn.
        Assert.Equal("👩\u200D🚀 <b>x</b>", ReviewDraft.Lines("👩\u200D🚀 <b>x</b>"));
        Assert.Equal("broken", ReviewDraft.Lines("bro\uD800ken"));
    }

    [Theory]
    [InlineData(0, "", "x", "x", "rating")]
    [InlineData(6, "", "x", "x", "rating")]
    [InlineData(5, "", " \n ", "x", "text")]
    [InlineData(5, "", "x", "\u202E", "author")]
    public void What_is_missing_is_named(int stars, string title, string text, string author, string field)
    {
        var errors = new FieldErrors();
        new ReviewDraft(stars, title, text, author).Cleaned().Check(errors);
        Assert.Equal([field], errors.All.Keys);
    }

    [Fact]
    public void What_is_too_long_is_named()
    {
        var errors = new FieldErrors();
        new ReviewDraft(1, new string('t', 121), new string('x', 5001), new string('n', 61)).Cleaned().Check(errors);
        Assert.Equal(["author", "text", "title"], errors.All.Keys.Order());
    }

    [Fact]
    public void A_link_opens_its_own_line_with_its_own_order_alone()
    {
        var (line, other) = (Guid.NewGuid(), Guid.NewGuid());
        var token = ReviewLink.Of("secret", line)!;
        Assert.Equal(line, ReviewLink.LineOf(token));
        Assert.True(ReviewLink.IsSigned(token, "secret"));
        Assert.False(ReviewLink.IsSigned(token, "other"));
        Assert.False(ReviewLink.IsSigned(token, ""));
        Assert.False(ReviewLink.IsSigned(other.ToString("N") + token[32..], "secret"));
        Assert.Null(ReviewLink.Of("", line));
        foreach (var bad in new[] { null, "", "x", line.ToString("N"), token[..^1], token + "A", token[..32] + "????????????????????", new string('a', 500) }) Assert.False(bad is not null && ReviewLink.IsSigned(bad, "secret"), bad);
    }
}
