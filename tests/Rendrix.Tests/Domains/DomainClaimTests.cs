using Rendrix.Domains;

namespace Rendrix.Tests.Domains;

public sealed class DomainClaimTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly DomainDiagnosis Good = new(true, Pointing.Here, true, []), Away = new(false, Pointing.Elsewhere, false, []), AwayWithProof = new(true, Pointing.Elsewhere, false, []), Silent = new(null, Pointing.Unknown, false, []);

    [Fact]
    public void A_claim_is_words_until_it_is_proven()
    {
        var claim = New();
        Assert.Equal((DomainNews.None, DomainState.Pending, false), (claim.Take(new(false, Pointing.Here, true, []), Start), claim.State, claim.Holds));
        Assert.Equal((DomainNews.Proven, DomainState.Proven, true), (claim.Take(AwayWithProof, Start.AddMinutes(1)), claim.State, claim.Holds));
        Assert.Equal((DomainNews.Working, DomainState.Active), (claim.Take(Good, Start.AddMinutes(2)), claim.State));
        Assert.Equal(DomainNews.None, claim.Take(Good, Start.AddHours(6)));
    }

    [Fact]
    public void One_bad_look_is_no_alarm_three_are_one_alarm_and_a_good_one_ends_it()
    {
        var claim = Working();
        Assert.Equal([DomainNews.None, DomainNews.None, DomainNews.Stopped, DomainNews.None], Enumerable.Range(1, 4).Select(i => claim.Take(Away, Start.AddHours(i))));
        Assert.Equal(DomainState.Failing, claim.State);
        Assert.Equal((DomainNews.Back, DomainState.Active), (claim.Take(Good, Start.AddHours(9)), claim.State));
        Assert.Equal([DomainNews.None, DomainNews.None], Enumerable.Range(10, 2).Select(i => claim.Take(Away, Start.AddHours(i))));
    }

    [Fact]
    public void A_domain_away_for_a_week_without_its_proof_is_given_up_and_its_value_is_of_no_use_any_more()
    {
        var claim = Failing();
        var token = claim.Token;
        Assert.Equal(DomainNews.None, claim.Take(Away, Start.AddDays(6)));
        Assert.Equal((DomainNews.Lapsed, DomainState.Lapsed, false), (claim.Take(Away, Start.AddDays(8)), claim.State, claim.Holds));
        Assert.NotEqual(token, claim.Token);
        Assert.Null(claim.CheckDueAt);
    }

    [Fact]
    public void A_domain_whose_proof_still_stands_is_never_given_up()
    {
        var claim = Failing();
        Assert.Equal(DomainNews.None, claim.Take(AwayWithProof, Start.AddDays(300)));
        Assert.Equal(DomainState.Failing, claim.State);
    }

    [Fact]
    public void Silence_is_no_sign_until_it_lasts_two_days()
    {
        var claim = Working();
        for (var hour = 1; hour < 48; hour++) Assert.Equal(DomainNews.None, claim.Take(Silent, Start.AddHours(hour)));
        Assert.Equal(DomainState.Active, claim.State);
        Assert.Equal([DomainNews.None, DomainNews.None, DomainNews.Stopped], Enumerable.Range(50, 3).Select(i => claim.Take(Silent, Start.AddHours(i))));
    }

    [Fact]
    public void Looks_come_soon_at_first_then_seldom_and_end_after_two_weeks_without_proof()
    {
        var claim = New();
        TimeSpan? WaitAt(TimeSpan age)
        {
            claim.Take(Away, Start + age);
            return claim.CheckDueAt - (Start + age);
        }
        Assert.Equal([TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(6), null], new[] { TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(20), TimeSpan.FromHours(3), TimeSpan.FromDays(5), TimeSpan.FromDays(15) }.Select(WaitAt));
    }

    private static DomainClaim New()
    {
        var claim = new DomainClaim { Name = "shop.acme.com" };
        claim.Begin(Start);
        return claim;
    }

    private static DomainClaim Working()
    {
        var claim = New();
        claim.Take(Good, Start);
        return claim;
    }

    private static DomainClaim Failing()
    {
        var claim = Working();
        for (var i = 1; i <= DomainClaim.BadLooks; i++) claim.Take(Away, Start.AddMinutes(i));
        return claim;
    }
}
