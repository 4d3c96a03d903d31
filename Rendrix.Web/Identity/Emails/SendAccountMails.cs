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
    IConsume<ConfirmationRequested>, IConsume<PasswordResetRequested>, IConsume<RegistrationRepeated>, IConsume<PasswordChanged>,
    IConsume<SignInLinkRequested>, IConsume<EmailChangeRequested>, IConsume<EmailChanged>, IConsume<TwoFactorChanged>, IConsume<PasskeyAdded>
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

    /// <inheritdoc/>
    public async Task ConsumeAsync(SignInLinkRequested happened, ConsumeContext context, CancellationToken ct)
    {
        if (await OwnerAsync(context.Db, happened.Email, ct) is not { } user) return;
        var token = await OneTimeLinks.IssueAsync(context.Db, user.Id, OneTimeLinks.SignIn, clock.GetUtcNow(), ct);
        await SendAsync<SignInLinkEmail>(context, user, $"/login/link?token={token}", ct);
    }

    /// <inheritdoc/>
    public async Task ConsumeAsync(EmailChangeRequested happened, ConsumeContext context, CancellationToken ct)
    {
        if (await context.Db.Users.FirstOrDefaultAsync(u => u.Id == happened.UserId, ct) is not { } user || await OwnerAsync(context.Db, happened.NewEmail, ct) is not null) return;
        var token = await OneTimeLinks.IssueAsync(context.Db, user.Id, OneTimeLinks.Email, happened.NewEmail, clock.GetUtcNow(), ct);
        await mailer.SendAsync<NewAddressEmail, AccountMail>(context.Db, context.MessageId, happened.NewEmail, new AccountMail(user.FirstName, $"{Main}/account/email?token={token}"), ct);
    }

    /// <inheritdoc/>
    public async Task ConsumeAsync(EmailChanged happened, ConsumeContext context, CancellationToken ct)
    {
        if (await context.Db.Users.FirstOrDefaultAsync(u => u.Id == happened.UserId, ct) is { } user)
            await mailer.SendAsync<AddressChangedEmail, AccountMail>(context.Db, context.MessageId, happened.OldEmail, new AccountMail(user.FirstName, Main + "/login"), ct);
    }

    /// <inheritdoc/>
    public async Task ConsumeAsync(TwoFactorChanged happened, ConsumeContext context, CancellationToken ct)
    {
        if (await context.Db.Users.FirstOrDefaultAsync(u => u.Id == happened.UserId, ct) is not { } user) return;
        if (happened.On) await SendAsync<TwoFactorOnEmail>(context, user, "/account/security", ct);
        else await SendAsync<TwoFactorOffEmail>(context, user, "/account/security", ct);
    }

    /// <inheritdoc/>
    public async Task ConsumeAsync(PasskeyAdded happened, ConsumeContext context, CancellationToken ct)
    {
        if (await context.Db.Users.FirstOrDefaultAsync(u => u.Id == happened.UserId, ct) is { } user) await SendAsync<PasskeyAddedEmail>(context, user, "/account/security", ct);
    }

    private Task SendAsync<TEmail>(ConsumeContext context, User user, string path, CancellationToken ct) where TEmail : Email<AccountMail>, new() =>
        mailer.SendAsync<TEmail, AccountMail>(context.Db, context.MessageId, user.Email!, new AccountMail(user.FirstName, Main + path), ct);

    private static Task<User?> OwnerAsync(AppDb db, string email, CancellationToken ct)
    {
        var normalized = EmailAddress.Normalize(email);
        return db.Users.FirstOrDefaultAsync(u => u.NormalizedEmail == normalized, ct);
    }
}
