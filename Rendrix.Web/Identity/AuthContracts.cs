namespace Rendrix.Web.Identity;

/// <summary>Body of register.</summary>
/// <param name="Email">Address to sign in with; a mail is sent there to confirm it.</param>
/// <param name="Password">12 characters or more with upper and lower case, a digit and a symbol; not a well-known one.</param>
/// <param name="FirstName">Given name, at most 100 characters.</param>
/// <param name="LastName">Family name, at most 100 characters.</param>
/// <param name="OrganizationName">Name of the business, at most 255 characters.</param>
public sealed record RegisterRequest(string? Email = null, string? Password = null, string? FirstName = null, string? LastName = null, string? OrganizationName = null);

/// <summary>Body of login.</summary>
/// <param name="Email">Address of the account.</param>
/// <param name="Password">Its password.</param>
/// <param name="TwoFactorCode">Six digits of the authenticator app, or a recovery code, for accounts with two-factor sign-in.</param>
public sealed record LoginRequest(string? Email = null, string? Password = null, string? TwoFactorCode = null);

/// <summary>Body of refresh and logout.</summary>
/// <param name="RefreshToken">The token of the last answer; it works once.</param>
public sealed record RefreshRequest(string? RefreshToken = null);

/// <summary>Body of forgot-password.</summary>
/// <param name="Email">Address of the account.</param>
public sealed record ForgotPasswordRequest(string? Email = null);

/// <summary>Body of reset-password.</summary>
/// <param name="Token">From the link in the mail.</param>
/// <param name="Password">The new password; the rules of register apply.</param>
public sealed record ResetPasswordRequest(string? Token = null, string? Password = null);

/// <summary>Body of verify-email.</summary>
/// <param name="Token">From the link in the mail.</param>
public sealed record VerifyEmailRequest(string? Token = null);

/// <summary>A person in an answer.</summary>
public sealed record UserResponse(Guid Id, string Email, string FirstName, string LastName, bool EmailVerified);

/// <summary>An organization in an answer.</summary>
public sealed record OrganizationResponse(Guid Id, string Name, string Slug);

/// <summary>A session: who, where, and the tokens.</summary>
/// <param name="User">The person.</param>
/// <param name="Organization">The organization the tokens are for.</param>
/// <param name="TokenType">Always Bearer.</param>
/// <param name="AccessToken">Send it in the Authorization header.</param>
/// <param name="ExpiresIn">Seconds the access token works.</param>
/// <param name="RefreshToken">Exchange it within 7 days; it works once.</param>
public sealed record TokenResponse(UserResponse User, OrganizationResponse Organization, string TokenType, string AccessToken, int ExpiresIn, string RefreshToken);

/// <summary>A sentence for people.</summary>
public sealed record MessageResponse(string Message);
