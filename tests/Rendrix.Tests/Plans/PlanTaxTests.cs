using Rendrix.Amounts;
using Rendrix.Plans;

namespace Rendrix.Tests.Plans;

public sealed class PlanTaxTests
{
    [Theory]
    [InlineData("DE", "DE 123.456-789", true)]
    [InlineData("DE", "DE12345678", false)]
    [InlineData("DE", "FR12345678901", false)]
    [InlineData("GR", "EL123456789", true)]
    [InlineData("GR", "GR123456789", false)]
    [InlineData("EL", "EL123456789", false)]
    [InlineData("NL", "NL123456789B01", true)]
    [InlineData("AT", "ATU12345678", true)]
    [InlineData("AT", "AT12345678", false)]
    [InlineData("IE", "IE1234567FA", true)]
    [InlineData("ES", "ESB12345678", true)]
    [InlineData("ES", "ES12345678Z", true)]
    [InlineData("SE", "SE123456789001\n", true)]
    [InlineData("GB", "GB123456789", false)]
    [InlineData("CH", "CHE123456789", false)]
    [InlineData("FR", "FR12345678９０１", false)]
    [InlineData("FR", "", false)]
    public void A_vat_number_is_of_its_member_state_by_its_form(string country, string number, bool expected) => Assert.Equal(expected, VatNumber.IsOf(country, number));

    [Fact]
    public void Tax_is_of_the_payers_country_and_reversed_only_between_member_states()
    {
        Assert.Null(PlanTaxRules.Read("DE", "DE=19, FR=20; CH=8.1", out var rules));
        Assert.Equal(new PlanTax(new Percentage(1900), false), rules.Of("", ""));
        Assert.Equal(new PlanTax(new Percentage(1900), false), rules.Of("DE", "DE123456789"));
        Assert.Equal(new PlanTax(new Percentage(2000), false), rules.Of("FR", "FR123"));
        Assert.Equal(new PlanTax(default, true), rules.Of("FR", "FR12345678901"));
        Assert.Equal(new PlanTax(new Percentage(810), false), rules.Of("CH", "CHE123456789"));
        Assert.Equal(PlanTax.None, rules.Of("US", "DE123456789"));
        Assert.Null(PlanTaxRules.Read("CH", "CH=8.1 FR=20", out var swiss));
        Assert.Equal(new PlanTax(new Percentage(2000), false), swiss.Of("FR", "FR12345678901"));
        Assert.False(PlanTaxRules.Read("", "", out var none) is not null || none.Any);
    }

    [Theory]
    [InlineData("DE", "DE")]
    [InlineData("DE", "DE=nineteen")]
    [InlineData("DE", "DE=-1")]
    [InlineData("DE", "DE=51")]
    [InlineData("DE", "DE=19.001")]
    [InlineData("DE", "XX=19")]
    [InlineData("DE", "DE=19 DE=20")]
    [InlineData("", "DE=19")]
    public void Rates_that_cannot_be_are_named(string seller, string rates) => Assert.NotNull(PlanTaxRules.Read(seller, rates, out _));

    [Fact]
    public void What_is_given_back_carries_as_much_tax_as_what_was_charged_for_it()
    {
        var random = new Random(19);
        for (var i = 0; i < 2000; i++)
        {
            var (net, tax) = (Money.FromMinor(random.NextInt64(1, 10_000_000), "EUR"), new PlanTax(new Percentage(random.Next(0, 2700)), false));
            Assert.Equal(Money.Zero(net.Currency), tax.On(net) + tax.On(Money.FromMinor(-net.Minor, "EUR")));
        }
    }

    [Fact]
    public void A_smaller_plan_follows_with_the_period_in_its_own_rhythm_and_is_forgotten_when_it_ends_or_goes_on()
    {
        var begun = new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero);
        var (big, small) = (new Plan { Code = "big", Sort = 2 }, new Plan { Code = "small", Sort = 1 });
        var own = Subscription.Begin(Guid.NewGuid(), "big", BillingInterval.Month, Money.FromMinor(7900, "USD"), null, begun);
        Assert.True(own.WaitsFor(big, small, BillingInterval.Month) && own.WaitsFor(big, small, BillingInterval.Year) && !own.WaitsFor(big, big, BillingInterval.Year) && !own.WaitsFor(small, big, BillingInterval.Month));
        own.ChangeAtPeriodEnd("small", BillingInterval.Month, Money.FromMinor(2900, "USD"));
        Assert.True(own.Advance(own.PeriodEnd));
        Assert.Equal(("small", 2900L, null, new DateTimeOffset(2026, 3, 31, 0, 0, 0, TimeSpan.Zero)), (own.PlanCode, own.PriceMinor, own.NextPlanCode, own.PeriodEnd));
        own.ChangeAtPeriodEnd("small", BillingInterval.Year, Money.FromMinor(29000, "USD"));
        Assert.True(own.Advance(own.PeriodEnd));
        Assert.Equal((BillingInterval.Year, new DateTimeOffset(2027, 3, 31, 0, 0, 0, TimeSpan.Zero)), (own.Interval, own.PeriodEnd));
        Assert.True(own.WaitsFor(small, small, BillingInterval.Month));
        own.ChangeAtPeriodEnd("small", BillingInterval.Month, Money.FromMinor(2900, "USD"));
        own.CancelAtPeriodEnd(begun);
        Assert.Null(own.NextPlanCode);
        own.ChangeAtPeriodEnd("small", BillingInterval.Month, Money.FromMinor(2900, "USD"));
        Assert.Null(own.CancelAt);
        own.End(SubscriptionEnd.Unpaid, begun);
        Assert.Null(own.NextPlanCode);
        Assert.False(Subscription.Begin(Guid.NewGuid(), "big", BillingInterval.Year, Money.FromMinor(7900, "USD"), begun.AddDays(14), begun).WaitsFor(big, small, BillingInterval.Month));
    }
}
