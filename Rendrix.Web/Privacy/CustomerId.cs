using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Privacy;

/// <summary>
/// Shoppers have no account: a customer is an email address in a store. Their id is made of it, so that it needs no table of its own and
/// says nothing once the address is gone.
/// </summary>
public static class CustomerId
{
    /// <summary>The id of an address in a store.</summary>
    public static Guid Of(Guid tenantId, Guid storeId, string email) =>
        Guid.ParseExact(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Before(tenantId, storeId) + Normal(email))).AsSpan(0, 16)), "N");

    /// <summary>The address as it is compared.</summary>
    public static string Normal(string email) => email.Trim().ToLowerInvariant();

    /// <summary>The address as a pattern that matches it alone, whatever its capitals.</summary>
    public static string Pattern(string email) => Normal(email).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    /// <summary>The address of an id; null when nothing is held of such a customer.</summary>
    public static async Task<string?> FindEmailAsync(AppDb db, Guid storeId, Guid customerId, CancellationToken ct)
    {
        var (tenant, before) = (db.Tenant, Before(db.Tenant, storeId));
        return (await db.Database.SqlQuery<string>($"""
            select email as "Value" from (
              select lower(email) as email from orders where tenant_id = {tenant} and store_id = {storeId}
              union select lower(email) from checkout_sessions where tenant_id = {tenant} and store_id = {storeId}
              union select email from newsletter_subscribers where tenant_id = {tenant} and store_id = {storeId}
              union select subject from consent_records where tenant_id = {tenant} and store_id = {storeId} and purpose = 'newsletter') known
            where email <> '' and encode(substr(sha256(convert_to({before} || email, 'UTF8')), 1, 16), 'hex')::uuid = {customerId}
            """).ToListAsync(ct)).FirstOrDefault();
    }

    private static string Before(Guid tenantId, Guid storeId) => $"{tenantId:N}:{storeId:N}:";
}
