using Rendrix.Plans;

namespace Rendrix.Web.Plans.Emails;

/// <summary>What mails about plans and invoices say.</summary>
/// <param name="Organization">Its name.</param>
/// <param name="Plan">The plan's name.</param>
/// <param name="Number">The invoice's number.</param>
/// <param name="Amount">What is to be paid.</param>
/// <param name="Due">Until when, written out.</param>
/// <param name="Ends">When the plan ends unless it is paid, written out.</param>
/// <param name="PayTo">How to pay, line by line.</param>
/// <param name="Link">Absolute address on the dashboard.</param>
public sealed record BillingMail(string Organization, string Plan, string Number, string Amount, string Due, string Ends, IReadOnlyList<string> PayTo, string Link)
{
    /// <summary>Whether it is a credit note.</summary>
    public bool IsCredit { get; init; }
    /// <summary>What it comes to, without sign.</summary>
    public string Total { get; init; } = "";
    /// <summary>The limit that is told about.</summary>
    public PlanLimit Limit { get; init; }
    /// <summary>80 or 100.</summary>
    public int Percent { get; init; }
    /// <summary>How much of it is used, as people read it.</summary>
    public string Used { get; init; } = "";
    /// <summary>How much the plan holds.</summary>
    public string Allowed { get; init; } = "";
    /// <summary>The plan that holds more, as a sentence; empty where none does.</summary>
    public string Bigger { get; init; } = "";
}
