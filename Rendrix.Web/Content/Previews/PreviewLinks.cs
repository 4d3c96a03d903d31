using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Rendrix.Content;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Content.Previews;

/// <summary>A link that was just made, with its address.</summary>
public sealed record MadePreview(PreviewLink Link, string Url);

/// <summary>
/// Links that show a draft or a version to people without a login. The token is the row's id, signed for this one store; the row says until when
/// it works, so that a link can be taken back.
/// </summary>
public sealed class PreviewLinks(TenantTransactions transactions, IDataProtectionProvider protection, HostNames hosts, TimeProvider time)
{
    /// <summary>Longest life of a link.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private const int MostPerPage = 50;

    /// <summary>Makes a link. Refuses a life that is too short or too long, a version that is not there, and more links than anybody can keep apart.</summary>
    public async Task<MadePreview> MakeAsync(Guid tenantId, Guid storeId, Guid pageId, int? number, TimeSpan life, Guid? by, CancellationToken ct)
    {
        if (life < TimeSpan.FromMinutes(5) || life > Longest) throw new RefusedException(Refusal.Invalid("expiresInHours", $"Choose 1 hour to {Longest.TotalDays} days"));
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var now = time.GetUtcNow();
        if (!await db.Pages.AnyAsync(p => p.StoreId == storeId && p.Id == pageId, ct)) throw new RefusedException(Refusal.NotFound("page"));
        if (number is { } n && !await db.PageVersions.AnyAsync(v => v.StoreId == storeId && v.PageId == pageId && v.Number == n, ct)) throw new RefusedException(Refusal.NotFound("version"));
        if (await db.PreviewLinks.CountAsync(l => l.StoreId == storeId && l.PageId == pageId && l.RevokedAt == null && l.ExpiresAt > now, ct) >= MostPerPage)
            throw new RefusedException(new Refusal("PLAN_LIMIT_REACHED", $"This page has {MostPerPage} preview links that work. Take some back first.", 409));
        var subdomain = await db.Stores.Where(s => s.Id == storeId).Select(s => s.Subdomain).FirstAsync(ct);
        var link = new PreviewLink { Id = Guid.CreateVersion7(now), StoreId = storeId, PageId = pageId, Number = number, CreatedAt = now, CreatedBy = by, ExpiresAt = now + life };
        db.PreviewLinks.Add(link);
        await db.CommitAsync(ct);
        return new MadePreview(link, UrlOf(link, subdomain));
    }

    /// <summary>The page's links that still work, newest first.</summary>
    public async Task<IReadOnlyList<MadePreview>> ListAsync(Guid tenantId, Guid storeId, Guid pageId, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var now = time.GetUtcNow();
        var subdomain = await db.Stores.Where(s => s.Id == storeId).Select(s => s.Subdomain).FirstOrDefaultAsync(ct) ?? throw new RefusedException(Refusal.NotFound("store"));
        var links = await db.PreviewLinks.AsNoTracking().Where(l => l.StoreId == storeId && l.PageId == pageId && l.RevokedAt == null && l.ExpiresAt > now).OrderByDescending(l => l.Id).ToListAsync(ct);
        return [.. links.Select(l => new MadePreview(l, UrlOf(l, subdomain)))];
    }

    /// <summary>Takes a link back: from now on it shows nothing.</summary>
    public async Task RevokeAsync(Guid tenantId, Guid storeId, Guid pageId, Guid linkId, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var link = await db.PreviewLinks.FirstOrDefaultAsync(l => l.StoreId == storeId && l.PageId == pageId && l.Id == linkId && l.RevokedAt == null, ct) ?? throw new RefusedException(Refusal.NotFound("preview link"));
        link.RevokedAt = time.GetUtcNow();
        await db.CommitAsync(ct);
    }

    /// <summary>The link's id when the token was signed for this store; costs no question to the database.</summary>
    public Guid? Read(Guid storeId, string? token)
    {
        if (token is not { Length: > 20 and < 400 }) return null;
        try
        {
            var id = Protector(storeId).Unprotect(Base64Url.DecodeFromChars(token));
            return id.Length == 16 ? new Guid(id, bigEndian: true) : null;
        }
        // Made up, of another store, or signed with a key that is gone.
        catch (Exception e) when (e is CryptographicException or FormatException) { return null; }
    }

    /// <summary>What the link shows; null when it ended or was taken back.</summary>
    public async Task<PreviewView?> ShowAsync(AppDb db, Guid storeId, Guid linkId, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var found = await (from link in db.PreviewLinks
                           where link.StoreId == storeId && link.Id == linkId && link.RevokedAt == null && link.ExpiresAt > now
                           join page in db.Pages on link.PageId equals page.Id
                           select new
                           {
                               Page = page, link.Number, link.ExpiresAt,
                               Version = db.PageVersions.Where(v => v.PageId == page.Id && v.Number == link.Number).Select(v => v.Document).FirstOrDefault(),
                           }).AsNoTracking().FirstOrDefaultAsync(ct);
        if (found is null || found.Number is not null && found.Version is null) return null;
        return new PreviewView(found.Page, found.Version ?? found.Page.Draft, found.Number, found.ExpiresAt);
    }

    /// <summary>The full address of a link, on the store's own host.</summary>
    private string UrlOf(PreviewLink link, string subdomain) =>
        $"{hosts.UrlOf(subdomain)}/preview/{Base64Url.EncodeToString(Protector(link.StoreId).Protect(link.Id.ToByteArray(bigEndian: true)))}";

    private IDataProtector Protector(Guid storeId) => protection.CreateProtector("rendrix.preview.v1", storeId.ToString("N"));
}

/// <summary>What somebody with a preview link sees.</summary>
/// <param name="Page">The page.</param>
/// <param name="Document">The draft or the version, as JSON.</param>
/// <param name="Number">The version; null for the draft.</param>
/// <param name="EndsAt">When the link ends.</param>
public sealed record PreviewView(Page Page, string Document, int? Number, DateTimeOffset EndsAt);
