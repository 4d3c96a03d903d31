using Rendrix.Identity;
using Rendrix.Plans;
using Rendrix.Refusals;
using Rendrix.Web.Identity;
using Rendrix.Web.Organizations;
using Rendrix.Web.Plans.Billing;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Plans;

/// <summary>Who pays and what stands on invoices from now on. Invoices that are there stay as they are.</summary>
public sealed class SaveBillingContact(TenantTransactions transactions)
{
    /// <summary>Saves it.</summary>
    public async Task<BillingAccount> RunAsync(Guid organization, Guid actor, BillTo contact, CancellationToken ct)
    {
        var errors = new FieldErrors();
        var (name, email, address, tax) = (contact.Name.Trim(), contact.Email.Trim(), contact.Address.Trim().ReplaceLineEndings("\n"), contact.TaxId.Trim());
        errors.Require(name.Length <= 255 && !name.Any(char.IsControl), "name", "Use one line of 255 characters or fewer");
        if (email.Length > 0 && EmailAddress.Problem(email) is { } problem) errors.Add("email", problem);
        errors.Require(address.Length <= 1000 && !address.Any(c => char.IsControl(c) && c != '\n'), "address", "Use 1,000 characters or fewer");
        errors.Require(tax.Length <= 60 && !tax.Any(char.IsControl), "taxId", "Use 60 characters or fewer");
        errors.ThrowIfAny();
        await using var db = await transactions.BeginAsync(organization, null, ct);
        (await Roster.OpenAsync(db, organization, actor, ct)).Demand(Permission.ManageBilling);
        var account = await InvoiceBook.AccountAsync(db, ct);
        (account.Name, account.Email, account.Address, account.TaxId) = (name, email, address, tax);
        await db.CommitAsync(ct);
        return account;
    }
}
