using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Platform.Mail;

/// <summary>Brings a mail on its way. Called inside the transaction that marks its outbox message as done.</summary>
public interface IMailTransport
{
    /// <summary>Sends, or throws and is called again later.</summary>
    Task SendAsync(OutgoingMail mail, AppDb db, CancellationToken ct);
}

/// <summary>Hands mails to the SMTP server of <c>Rendrix:Smtp</c> (Host, Port, User, Password, From, Tls).</summary>
public sealed class SmtpTransport(IConfiguration configuration, HostNames hosts) : IMailTransport
{
    /// <inheritdoc/>
    public async Task SendAsync(OutgoingMail mail, AppDb db, CancellationToken ct)
    {
        var smtp = configuration.GetSection("Rendrix:Smtp");
        var domain = new Uri(hosts.PublicUrl ?? "http://localhost").Host;
        using var client = new SmtpClient(smtp["Host"], smtp.GetValue("Port", 587))
        {
            EnableSsl = smtp.GetValue("Tls", true),
            Credentials = smtp["User"] is { Length: > 0 } user ? new NetworkCredential(user, smtp["Password"]) : null,
        };
        using var message = new MailMessage
        {
            From = new MailAddress(smtp["From"] ?? "no-reply@" + domain, OneLine(mail.FromName), Encoding.UTF8),
            Subject = OneLine(mail.Subject), SubjectEncoding = Encoding.UTF8, Body = mail.Text, BodyEncoding = Encoding.UTF8,
        };
        message.To.Add(new MailAddress(mail.To));
        if (mail.ReplyTo is { Length: > 0 } reply) message.ReplyToList.Add(new MailAddress(reply));
        // The server writes none; with ours a mail that was sent twice across a crash is one mail to the reader's program.
        message.Headers.Add("Message-ID", $"<{mail.MessageId:N}@{domain}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (mail.Unsubscribe is { } leave)
        {
            message.Headers.Add("List-Unsubscribe", $"<{leave}>");
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(mail.Html, Encoding.UTF8, MediaTypeNames.Text.Html));
        // The client's own Timeout covers its synchronous call only; a silent server must not hold the outbox.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        await client.SendMailAsync(message, patience.Token);
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}

/// <summary>Keeps mails in the database instead of sending them: Development without an SMTP server. Read at /dev/mail.</summary>
public sealed class KeptMail(TimeProvider clock) : IMailTransport
{
    /// <inheritdoc/>
    public async Task SendAsync(OutgoingMail mail, AppDb db, CancellationToken ct)
    {
        if (await db.DevMails.AnyAsync(m => m.Id == mail.MessageId, ct)) return;
        db.DevMails.Add(new DevMail { Id = mail.MessageId, To = mail.To, Subject = mail.Subject, Html = mail.Html, Text = mail.Text, SentAt = clock.GetUtcNow() });
    }
}

/// <summary>Refuses to lose mail: a server without SMTP keeps messages in the outbox, where an operator finds and repeats them.</summary>
public sealed class NoTransport : IMailTransport
{
    /// <inheritdoc/>
    public Task SendAsync(OutgoingMail mail, AppDb db, CancellationToken ct) => throw new InvalidOperationException("No mail server is configured. Set Rendrix:Smtp:Host.");
}
