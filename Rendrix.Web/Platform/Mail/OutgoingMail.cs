namespace Rendrix.Web.Platform.Mail;

/// <summary>One mail, rendered.</summary>
/// <param name="MessageId">Id of the outbox message it comes from: a repeated delivery has the same, and Message-ID is made of it.</param>
/// <param name="To">Recipient's address.</param>
/// <param name="FromName">Who it comes from, as people read it: Rendrix or the shop's name.</param>
/// <param name="ReplyTo">Where answers go; null for nowhere.</param>
/// <param name="Subject">One line.</param>
/// <param name="Html">HTML body.</param>
/// <param name="Text">Text body with the same content.</param>
public sealed record OutgoingMail(Guid MessageId, string To, string FromName, string? ReplyTo, string Subject, string Html, string Text)
{
    /// <summary>Address that takes the recipient off the list with one POST (RFC 8058); null for mail that belongs to no list.</summary>
    public string? Unsubscribe { get; init; }
}
