using Rendrix.Amounts;
using Rendrix.Auditing;
using Rendrix.Tenancy;

namespace Rendrix.Plans;

/// <summary>Where an invoice stands.</summary>
public enum InvoiceStatus
{
    /// <summary>To be paid.</summary>
    Open,
    /// <summary>Paid.</summary>
    Paid,
    /// <summary>Taken back; nobody owes it.</summary>
    Void,
    /// <summary>Given up after the last reminder. It can still be paid.</summary>
    Uncollectible,
}

/// <summary>One line of an invoice; a credit is below zero.</summary>
public sealed record InvoiceLine(string Text, long AmountMinor, DateTimeOffset From, DateTimeOffset To);

/// <summary>Who an invoice is made out to, as it was on that day.</summary>
public sealed record BillTo(string Name, string Email, string Address, string TaxId, string Country = "");

/// <summary>An invoice, or below zero a credit note. Numbers of an organization are without gaps; lines and total never change once it is there.</summary>
[Audited("invoice", Created = AuditActions.InvoiceIssue, Changed = AuditActions.InvoiceChange, Name = nameof(Number), Fields = [nameof(Number), nameof(Status), nameof(TotalMinor), nameof(CreditMinor), nameof(PaidNote)])]
public sealed class Invoice : ITenantOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <summary>What it is for.</summary>
    public Guid? SubscriptionId { get; set; }
    /// <summary>What it can be made for once: a period of a subscription, one change, or its id at the provider.</summary>
    public string Cause { get; set; } = "";
    /// <summary>As people quote it: the organization's series, a hyphen, and a number.</summary>
    public string Number { get; set; } = "";
    /// <summary>Who billed: manual or stripe.</summary>
    public string Provider { get; set; } = "manual";
    /// <summary>Where it stands.</summary>
    public InvoiceStatus Status { get; set; }
    /// <summary>ISO 4217.</summary>
    public string Currency { get; set; } = "USD";
    /// <summary>The lines.</summary>
    public List<InvoiceLine> Lines { get; set; } = [];
    /// <summary>Who it is made out to.</summary>
    public BillTo BillTo { get; set; } = new("", "", "", "");
    /// <summary>Sum of the lines with their tax.</summary>
    public long TotalMinor { get; set; }
    /// <summary>The tax in it.</summary>
    public long TaxMinor { get; set; }
    /// <summary>Its rate in hundredths of a percent.</summary>
    public int TaxBasisPoints { get; set; }
    /// <summary>Whether who receives it owes the tax, and it is therefore not in it.</summary>
    public bool ReverseCharge { get; set; }
    /// <summary>What was settled by credit of the organization.</summary>
    public long CreditMinor { get; set; }
    /// <summary>When it was made.</summary>
    public DateTimeOffset IssuedAt { get; set; }
    /// <summary>Until when it is to be paid.</summary>
    public DateTimeOffset DueAt { get; set; }
    /// <summary>When it was paid.</summary>
    public DateTimeOffset? PaidAt { get; set; }
    /// <summary>What was noted about the payment: a reference of the bank, for instance.</summary>
    public string PaidNote { get; set; } = "";
    /// <summary>How many steps of reminding are behind us.</summary>
    public int DunningStep { get; set; }
    /// <summary>Where the provider shows it.</summary>
    public string? HostedUrl { get; set; }
    /// <summary>Grows with each save; guards against lost updates.</summary>
    public int Version { get; set; }

    /// <summary>Whether it gives something back.</summary>
    public bool IsCreditNote => TotalMinor < 0;

    /// <summary>Sum of the lines with their tax.</summary>
    public Money Total => Money.FromMinor(TotalMinor, Currency);

    /// <summary>What is still to be paid.</summary>
    public Money Due => Money.FromMinor(Status is InvoiceStatus.Paid or InvoiceStatus.Void ? 0 : TotalMinor - CreditMinor, Currency);

    /// <summary>Whether somebody owes it.</summary>
    public bool IsOwed => Status is InvoiceStatus.Open or InvoiceStatus.Uncollectible;
}

/// <summary>How an unpaid invoice is pursued: past due at its date, reminders 3, 7 and 14 days later, and a week after the last one the plan ends.</summary>
public static class Dunning
{
    /// <summary>Days after the due date, step by step.</summary>
    public static IReadOnlyList<int> Days { get; } = [0, 3, 7, 14, 21];

    /// <summary>When a step is due; null behind the last.</summary>
    public static DateTimeOffset? At(DateTimeOffset dueAt, int step) => step < Days.Count ? dueAt.AddDays(Days[step]) : null;

    /// <summary>Whether the plan ends with this step.</summary>
    public static bool Ends(int step) => step == Days.Count - 1;
}

/// <summary>Who pays for an organization. One row each, with the organization's id.</summary>
[Audited("billing", Created = AuditActions.SettingsChange, Changed = AuditActions.SettingsChange, Name = nameof(Name), Fields = [nameof(Email), nameof(Name), nameof(Address), nameof(TaxId), nameof(Country), nameof(CreditMinor)])]
public sealed class BillingAccount : ITenantOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <summary>Where invoices go; empty for the owners.</summary>
    public string Email { get; set; } = "";
    /// <summary>Name on invoices; empty for the organization's.</summary>
    public string Name { get; set; } = "";
    /// <summary>Street address, several lines.</summary>
    public string Address { get; set; } = "";
    /// <summary>VAT or tax number.</summary>
    public string TaxId { get; set; } = "";
    /// <summary>Country, ISO 3166-1; empty for the seller's own.</summary>
    public string Country { get; set; } = "";
    /// <summary>ISO 4217 of the credit.</summary>
    public string Currency { get; set; } = "USD";
    /// <summary>Credit for later invoices.</summary>
    public long CreditMinor { get; set; }
    /// <summary>First part of its invoice numbers.</summary>
    public string Series { get; set; } = "";
    /// <summary>The number of its last invoice.</summary>
    public int LastNumber { get; set; }
    /// <summary>Its id as a customer of Stripe.</summary>
    public string? StripeCustomer { get; set; }
    /// <summary>Grows with each save; guards against lost updates.</summary>
    public int Version { get; set; }
}
