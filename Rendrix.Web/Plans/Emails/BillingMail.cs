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
public sealed record BillingMail(string Organization, string Plan, string Number, string Amount, string Due, string Ends, IReadOnlyList<string> PayTo, string Link);
