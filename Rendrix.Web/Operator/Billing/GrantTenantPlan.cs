using Microsoft.EntityFrameworkCore;
using Rendrix.Amounts;
using Rendrix.Operator;
using Rendrix.Plans;
using Rendrix.Refusals;
using Rendrix.Web.Plans;

namespace Rendrix.Web.Operator.Billing;

/// <summary>Gives an organization a plan at a price agreed with people: in its log and the platform's, in one commit.</summary>
public sealed class GrantTenantPlan(PlatformTransactions platform, GrantPlan grant)
{
    /// <summary>The subscription that begins.</summary>
    /// <param name="by">Who gives it.</param>
    /// <param name="organization">To whom.</param>
    /// <param name="code">Code of the plan, also of one that cannot be chosen.</param>
    /// <param name="interval">How often it is paid.</param>
    /// <param name="price">The agreed price, as people write it: 450 or 450.00. 0 is a present.</param>
    /// <param name="ct">Cancellation.</param>
    public async Task<Subscription> RunAsync(PlatformPerson by, Guid organization, string? code, BillingInterval? interval, string? price, CancellationToken ct)
    {
        await using var db = await platform.BeginAsync(by, "plan", organization, ct);
        var plan = await db.Plans.FindAsync([code ?? ""], ct) ?? throw new RefusedException(Refusal.Invalid("plan", "There is no such plan"));
        var agreed = Price(price, plan.Currency);
        var every = interval ?? BillingInterval.Month;
        var begun = await grant.RunAsync(db, organization, plan.Code, every, agreed, ct);
        var name = await db.Organizations.Where(o => o.Id == organization).Select(o => o.Name).FirstAsync(ct);
        platform.Record(db, by, PlatformActions.PlanGrant, organization, name, detail: $"{plan.Name}, {agreed.ToWire()} {agreed.Currency} {PlanWords.Every(every)}");
        await db.CommitAsync(ct);
        return begun;
    }

    private static Money Price(string? text, string currency)
    {
        var refused = new RefusedException(Refusal.Invalid("price", $"Enter an amount of 0 or more in {currency}, such as 450.00"));
        if (!decimal.TryParse(text?.Trim(), System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var amount) || amount > 10_000_000) throw refused;
        var money = Money.Round(amount, Currency.Of(currency));
        return money.Amount == amount ? money : throw refused;
    }
}
