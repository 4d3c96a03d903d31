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

/// <summary>Two-factor sign-in was turned on or off; its owner is told in case it was not them.</summary>
[Topic("identity.two_factor_changed")]
public sealed record TwoFactorChanged(Guid UserId, bool On) : IShopEvent;

/// <summary>A passkey was added to an account; its owner is told in case it was not them.</summary>
[Topic("identity.passkey_added")]
public sealed record PasskeyAdded(Guid UserId, string Name) : IShopEvent;

/// <summary>Somebody asked for a link to sign in with this address, which may or may not have an account.</summary>
[Topic("identity.sign_in_link_requested")]
public sealed record SignInLinkRequested(string Email) : IShopEvent;

/// <summary>A person wants to sign in with another address; the link to confirm it goes to that one.</summary>
[Topic("identity.email_change_requested")]
public sealed record EmailChangeRequested(Guid UserId, string NewEmail) : IShopEvent;

/// <summary>A person's address was changed; the one before is told.</summary>
[Topic("identity.email_changed")]
public sealed record EmailChanged(Guid UserId, string OldEmail) : IShopEvent;

/// <summary>Somebody tried to sign in and did not get in. Told for addresses with and without an account alike; without one there is nobody whose log it belongs to.</summary>
/// <param name="UserId">Whose account; null when there is none.</param>
/// <param name="Address">Network address it came from.</param>
/// <param name="Device">User agent as sent.</param>
/// <param name="LockedOut">Whether it was the last try for a quarter of an hour.</param>
[Topic("identity.sign_in_failed")]
public sealed record SignInFailed(Guid? UserId, string? Address, string? Device, bool LockedOut) : IShopEvent;
