using Rendrix.Catalog;
using Rendrix.Content;

namespace Rendrix.Tests.Content;

/// <summary>What a rule about templates asks, and how rules are kept.</summary>
public sealed class TemplateRuleTests
{
    private static readonly Guid Mugs = Guid.CreateVersion7(), Kitchen = Guid.CreateVersion7();
    private static readonly TemplateFacts Mug = new(ProductType.Variable, ["new", "stoneware"], 2800, [Mugs, Kitchen]);

    [Fact]
    public void Every_condition_must_hold_and_one_value_of_each_is_enough()
    {
        var rule = new TemplateRule { Types = [ProductType.Digital, ProductType.Variable], Categories = [Kitchen], Tags = ["sale", "new"], FromMinor = 2800, ToMinor = 2800 };
        Assert.True(rule.Meets(Mug));
        Assert.False((rule with { Types = [ProductType.Digital] }).Meets(Mug));
        Assert.False((rule with { Categories = [Guid.CreateVersion7()] }).Meets(Mug));
        Assert.False((rule with { Tags = ["sale"] }).Meets(Mug));
        Assert.False((rule with { FromMinor = 2801, ToMinor = null }).Meets(Mug));
        Assert.False((rule with { ToMinor = 2799, FromMinor = null }).Meets(Mug));
        // A category has neither type nor price: a rule that asks for one is not about it.
        Assert.False((rule with { Categories = [], Tags = [] }).Meets(new TemplateFacts(null, [], null, [Kitchen])));
    }

    [Fact]
    public void A_rule_without_conditions_is_about_nothing() => Assert.False(new TemplateRule().Meets(Mug));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("[{\"types\":[\"Hologram\"]}]")]
    public void A_text_that_cannot_be_read_holds_no_rules(string stored) => Assert.Empty(TemplateRules.Parse(stored));

    [Fact]
    public void Rules_are_read_as_they_were_written_in_their_order()
    {
        TemplateRule[] rules = [new() { Id = Guid.CreateVersion7(), Kind = PageType.Product, Template = Mugs, Types = [ProductType.Digital], Tags = ["a"], FromMinor = 1 }, new() { Id = Guid.CreateVersion7(), Kind = PageType.Collection, Template = Kitchen, Categories = [Mugs] }];
        var read = TemplateRules.Parse(TemplateRules.Write(rules));
        Assert.Equal(rules.Select(r => (r.Id, r.Kind, r.Template, r.FromMinor)), read.Select(r => (r.Id, r.Kind, r.Template, r.FromMinor)));
        Assert.Equal([ProductType.Digital], read[0].Types);
        Assert.Equal([Mugs], read[1].Categories);
        Assert.True(read[1].Tags.IsEmpty);
    }
}
