using Rendrix.Stores;

namespace Rendrix.Tests.Domains;

public sealed class LikenessTests
{
    [Theory]
    [InlineData("halden", "ha1den")]
    [InlineData("halden", "haiden")]
    [InlineData("my-shop-here", "myshophere")]
    [InlineData("modern-home", "rnodern-home")]
    [InlineData("woolly", "vvoolly")]
    [InlineData("boots", "b0ot5")]
    public void Names_that_look_alike_have_one_skeleton(string one, string other) => Assert.Equal(Subdomain.Skeleton(one), Subdomain.Skeleton(other));
}
