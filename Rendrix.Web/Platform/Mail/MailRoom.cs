using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Platform.Mail;

/// <summary>Registers mail, and in Development the pages that show what was not sent.</summary>
public static class MailRoom
{
    /// <summary>SMTP when it is configured; else kept in Development, and refused elsewhere.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        if (configuration["Rendrix:Smtp:Host"] is { Length: > 0 }) services.AddSingleton<IMailTransport, SmtpTransport>();
        else if (environment.IsDevelopment()) services.AddSingleton<IMailTransport, KeptMail>();
        else services.AddSingleton<IMailTransport, NoTransport>();
        return services.AddScoped<Mailer>();
    }

    /// <summary>Maps /dev/mail and /dev/mail.json, in Development only.</summary>
    public static void MapDevMail(this IEndpointRouteBuilder app)
    {
        if (!app.ServiceProvider.GetRequiredService<IHostEnvironment>().IsDevelopment()) return;
        var dev = app.MapGroup("/dev").AllowAnonymous().ExcludeFromDescription();
        dev.MapGet("/mail", async (Guid? id, TenantTransactions transactions, CancellationToken ct) =>
        {
            var mails = await LatestAsync(transactions, ct);
            return new RazorComponentResult<DevMailPage>(new Dictionary<string, object?> { [nameof(DevMailPage.Mails)] = mails, [nameof(DevMailPage.Open)] = mails.FirstOrDefault(m => m.Id == id) });
        });
        dev.MapGet("/mail.json", async (string? to, TenantTransactions transactions, CancellationToken ct) =>
            (await LatestAsync(transactions, ct)).Where(m => to is null || string.Equals(m.To, to, StringComparison.OrdinalIgnoreCase))
                .Select(m => new { m.Id, m.To, m.Subject, m.Text, m.Html, Links = LinksOf(m.Html), m.SentAt }).ToList());
    }

    private static async Task<List<DevMail>> LatestAsync(TenantTransactions transactions, CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        return await db.DevMails.AsNoTracking().OrderByDescending(m => m.SentAt).ThenByDescending(m => m.Id).Take(500).ToListAsync(ct);
    }

    private static List<string> LinksOf(string html) =>
        [.. new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html).QuerySelectorAll("a[href]").Select(a => a.GetAttribute("href")!).Distinct()];
}
