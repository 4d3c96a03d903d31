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
        var country = contact.Country.Trim().ToUpperInvariant();
        errors.Require(country.Length == 0 || Places.Country.Exists(country), "country", "Choose a country of ISO 3166, such as DE, or none");
        // Else a typing error would put tax on every invoice without a word.
        if (VatNumber.IsMemberState(country) && tax.Length > 2 && tax[..2].Equals(country == "GR" ? "EL" : country, StringComparison.OrdinalIgnoreCase))
            errors.Require(VatNumber.IsOf(country, tax), "taxId", $"This has not the form of a VAT number of {Places.Country.NameOf(country)}; look for a digit too many or too few");
        errors.ThrowIfAny();
        await using var db = await transactions.BeginAsync(organization, null, ct);
        (await Roster.OpenAsync(db, organization, actor, ct)).Demand(Permission.ManageBilling);
        var account = await InvoiceBook.AccountAsync(db, ct);
        (account.Name, account.Email, account.Address, account.TaxId, account.Country) = (name, email, address, tax, country);
        await db.CommitAsync(ct);
        return account;
    }
}
