namespace Rendrix.Web.Identity.Emails;

/// <summary>What account mails say: whom they address and where their button leads.</summary>
/// <param name="FirstName">Given name.</param>
/// <param name="Link">Absolute address on the dashboard's registered host.</param>
public sealed record AccountMail(string FirstName, string Link);
