using Rendrix.Refusals;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Tests.Platform;

public sealed class PagingTests
{
    [Fact]
    public void A_cursor_leads_back_to_the_exact_key()
    {
        var at = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero).AddTicks(1234567);
        var id = Guid.CreateVersion7();
        var page = new PageQuery(1, null, false).Answer([1, 2], n => n, "products:-createdAt", _ => [at, id]);
        Assert.Equal((at, id), new PageQuery(1, page.NextCursor, false).After<DateTimeOffset, Guid>("products:-createdAt"));
    }

    [Fact]
    public void The_last_page_has_no_cursor() => Assert.Null(new PageQuery(2, null, false).Answer([1, 2], n => n, "x", n => [n]).NextCursor);

    [Theory]
    [InlineData("nonsense")]
    [InlineData("W10")]
    [InlineData("WyJvdGhlciIsIngiLCJ5Il0")]
    [InlineData("WyJsaXN0IiwieCIsInkiXQ")]
    [InlineData("eyJhIjoxfQ")]
    [InlineData("bnVsbA")]
    public void A_made_up_cursor_is_refused_with_400(string cursor) =>
        Assert.Equal(400, Assert.Throws<RefusedException>(() => new PageQuery(50, cursor, false).After<DateTimeOffset, Guid>("list")).Refusal.Status);
}
