using Microsoft.EntityFrameworkCore;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Mail;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Identity.Emails;

/// <summary>
/// Writes the mails of accounts. Tokens are made here, in the transaction that sends: no queue and no log ever holds one. Links lead to the
/// registered address of the dashboard, whatever host a request came by.
/// </summary>
public sealed class SendAccountMails(Mailer mailer, HostNames hosts, TimeProvider clock) :
    IConsume<ConfirmationRequested>, IConsume<PasswordResetRequested>, IConsume<RegistrationRepeated>, IConsume<PasswordChanged>
{
    private string Main => hosts.PublicUrl ?? "http://localhost:5080";

    /// <inheritdoc/>
    public async Task ConsumeAsync(ConfirmationRequested happened, ConsumeContext context, CancellationToken ct)
    {
        if (await context.Db.Users.FirstOrDefaultAsync(u => u.Id == happened.UserId && !u.EmailConfirmed, ct) is not { } user) return;
        var token = await OneTimeLinks.IssueAsync(context.Db, user.Id, OneTimeLinks.Confirm, clock.GetUtcNow(), ct);
        await SendAsync<ConfirmAddressEmail>(context, user, $"/verify?token={token}", ct);
    }

    /// <inheritdoc/>
    public async Task ConsumeAsync(PasswordResetRequested happened, ConsumeContext context, CancellationToken ct)
    {
        if (await OwnerAsync(context.Db, happened.Email, ct) is not { } user) return;
        var token = await OneTimeLinks.IssueAsync(context.Db, user.Id, OneTimeLinks.Reset, clock.GetUtcNow(), ct);
        await SendAsync<ResetPasswordEmail>(context, user, $"/reset?token={token}", ct);
    }

    /// <inheritdoc/>
    public async Task ConsumeAsync(RegistrationRepeated happened, ConsumeContext context, CancellationToken ct)
    {
        if (await OwnerAsync(context.Db, happened.Email, ct) is { } user) await SendAsync<AlreadyRegisteredEmail>(context, user, "/login", ct);
    }

    /// <inheritdoc/>
    public async Task ConsumeAsync(PasswordChanged happened, ConsumeContext context, CancellationToken ct)
    {
        if (await context.Db.Users.FirstOrDefaultAsync(u => u.Id == happened.UserId, ct) is { } user) await SendAsync<PasswordChangedEmail>(context, user, "/login", ct);
    }

    private Task SendAsync<TEmail>(ConsumeContext context, User user, string path, CancellationToken ct) where TEmail : Email<AccountMail>, new() =>
        mailer.SendAsync<TEmail, AccountMail>(context.Db, context.MessageId, user.Email!, new AccountMail(user.FirstName, Main + path), ct);

    private static Task<User?> OwnerAsync(AppDb db, string email, CancellationToken ct)
    {
        var normalized = EmailAddress.Normalize(email);
        return db.Users.FirstOrDefaultAsync(u => u.NormalizedEmail == normalized, ct);
    }
}
