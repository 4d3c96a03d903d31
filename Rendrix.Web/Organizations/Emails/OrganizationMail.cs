namespace Rendrix.Web.Organizations.Emails;

/// <summary>What mails about organizations say.</summary>
/// <param name="Organization">Its name.</param>
/// <param name="Who">Who did it, by name.</param>
/// <param name="RoleName">The role it is about.</param>
/// <param name="Until">The last day, written out.</param>
/// <param name="Link">Absolute address on the dashboard's registered host.</param>
public sealed record OrganizationMail(string Organization, string Who, string RoleName, string Until, string Link);
