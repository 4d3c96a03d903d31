namespace Rendrix.Web.Platform.Mail;

/// <summary>A mail kept instead of sent, while no SMTP server is configured in Development; read at /dev/mail.</summary>
public sealed class DevMail
{
    /// <summary>The outbox message it came from, so that a repeated delivery is kept once.</summary>
    public Guid Id { get; set; }
    /// <summary>Recipient.</summary>
    public string To { get; set; } = "";
    /// <summary>Subject line.</summary>
    public string Subject { get; set; } = "";
    /// <summary>Text body.</summary>
    public string Text { get; set; } = "";
    /// <summary>HTML body.</summary>
    public string Html { get; set; } = "";
    /// <summary>When it would have been sent.</summary>
    public DateTimeOffset SentAt { get; set; }
}
