using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Identity;

/// <summary>A new person should confirm their address. The token is made when the mail is written, and is stored nowhere else.</summary>
[Topic("identity.confirmation_requested")]
public sealed record ConfirmationRequested(Guid UserId) : IShopEvent;

/// <summary>Somebody asked for a new password for this address, which may or may not have an account.</summary>
[Topic("identity.password_reset_requested")]
public sealed record PasswordResetRequested(string Email) : IShopEvent;

/// <summary>Somebody tried to register an address that has an account.</summary>
[Topic("identity.registration_repeated")]
public sealed record RegistrationRepeated(string Email) : IShopEvent;

/// <summary>The password was changed; its owner is told in case it was not them.</summary>
[Topic("identity.password_changed")]
public sealed record PasswordChanged(Guid UserId) : IShopEvent;
