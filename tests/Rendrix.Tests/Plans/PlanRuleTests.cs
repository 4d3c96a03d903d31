using Rendrix.Plans;
using Rendrix.Refusals;

namespace Rendrix.Tests.Plans;

public sealed class PlanRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Plan[] Plans =
    [
        new() { Code = "free", Name = "Free", MonthlyMinor = 0, YearlyMinor = 0, Stores = 1, Products = 50, Sort = 1 }, new() { Code = "pro", Name = "Pro", MonthlyMinor = 2900, YearlyMinor = 29000, Stores = 3, Products = 500, Sort = 2 },
        new() { Code = "old", Name = "Old", MonthlyMinor = 1, YearlyMinor = 1, Stores = 100, Products = 100, Sort = 3, Active = false }, new() { Code = "all", Name = "All", Sort = 4, Features = ["api_access"] },
    ];

    [Fact]
    public void The_live_subscription_decides_then_the_first_days_then_the_usual_plan()
    {
        string Code(Subscription? live, string? trial, DateTimeOffset ends) => PlanStanding.Of(Plans, live, "free", trial, ends, Now).Plan.Code;
        Assert.Equal("old", Code(new Subscription { PlanCode = "old", Status = SubscriptionStatus.PastDue }, "pro", Now.AddDays(1)));
        Assert.Equal("pro", Code(new Subscription { PlanCode = "old", Status = SubscriptionStatus.Canceled }, "pro", Now.AddDays(1)));
        Assert.Equal("free", Code(null, "pro", Now));
        Assert.Equal("free", Code(null, null, Now.AddDays(1)));
        // A trial of less than everybody has is none.
        Assert.Equal("all", PlanStanding.Of(Plans, null, "all", "pro", Now.AddDays(9), Now).Plan.Code);
    }

    [Fact]
    public void A_refusal_names_limit_use_and_the_smallest_plan_that_can_be_chosen_and_would_hold_it()
    {
        var one = PlanRefusals.LimitReached(Plans, Plans[0], PlanLimit.Products, 50, 1);
        Assert.Equal((402, "PLAN_LIMIT_REACHED", "pro", 50L, 50L), (one.Status, one.Code, one.Extra!["upgradeTo"], one.Extra["limit"], one.Extra["used"]));
        Assert.Equal("Your plan Free holds 50 products and 50 are there. Move to Pro, which holds 500, or archive or delete some.", one.Message);
        var many = PlanRefusals.LimitReached(Plans, Plans[0], PlanLimit.Products, 12, 600);
        Assert.Equal("Your plan Free holds 50 products and 12 are there, so 38 more fit. Move to All, which holds any number, or archive or delete some.", many.Message);
        Assert.Equal("all", PlanRefusals.NotInPlan(Plans, Plans[0], PlanFeature.ApiAccess).Extra!["upgradeTo"]);
    }

    [Theory]
    [InlineData(39, 50, 78, false, false)]
    [InlineData(40, 50, 80, true, false)]
    [InlineData(49, 50, 98, true, false)]
    [InlineData(50, 50, 100, true, true)]
    [InlineData(75, 50, 150, true, true)]
    [InlineData(0, 0, 100, true, true)]
    public void What_is_near_and_what_is_reached(long used, long allowed, int percent, bool near, bool reached)
    {
        var use = new LimitUse(PlanLimit.Products, used, allowed);
        Assert.Equal((percent, near, reached), (use.Percent, use.IsNear, use.IsReached));
        Assert.True(new LimitUse(PlanLimit.Products, used, null) is { Percent: null, IsNear: false, IsReached: false });
    }

    [Fact]
    public void A_draft_reads_back_and_every_wrong_field_is_named()
    {
        var plan = new Plan { Code = "pro", Name = "Pro", MonthlyMinor = 2900, YearlyMinor = 29000, Stores = 3, BandwidthBytes = 1_500_000_000, ApiCalls = 1000, Features = ["basic_themes"], Sort = 2, Active = false };
        var back = new Plan { Code = "pro" };
        PlanDraft.From(plan).ApplyTo(back);
        Assert.Equal((plan.Name, plan.MonthlyMinor, plan.YearlyMinor, plan.Stores, plan.Products, plan.BandwidthBytes, plan.ApiCalls, plan.Sort, plan.Active), (back.Name, back.MonthlyMinor, back.YearlyMinor, back.Stores, back.Products, back.BandwidthBytes, back.ApiCalls, back.Sort, back.Active));
        var wrong = new PlanDraft { Name = "", Currency = "XXX", Monthly = "1.999", Yearly = "", Stores = "-1", Products = "9999999999", BandwidthGb = "0", ApiCalls = "x", Sort = "1.5", Features = ["nonsense"], StripeMonthlyPrice = "prod_1", Tagline = new string('x', 201) };
        var errors = Assert.Throws<RefusedException>(() => wrong.ApplyTo(new Plan())).Refusal.Errors!;
        Assert.Equal(["apiCalls", "bandwidthGb", "currency", "features", "monthly", "name", "products", "sort", "stores", "stripeMonthlyPrice", "tagline"], errors.Keys.Order());
        var half = Assert.Throws<RefusedException>(() => new PlanDraft { Name = "Half", Monthly = "5" }.ApplyTo(new Plan())).Refusal.Errors!;
        Assert.Equal(["yearly"], half.Keys);
    }
}
