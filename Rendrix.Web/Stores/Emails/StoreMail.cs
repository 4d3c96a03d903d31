namespace Rendrix.Web.Stores.Emails;

/// <summary>What mails about stores say.</summary>
/// <param name="Store">Its name.</param>
/// <param name="Organization">The organization it is about.</param>
/// <param name="Who">Who did it, by name.</param>
/// <param name="Until">The last day, written out.</param>
/// <param name="Link">Absolute address on the dashboard's registered host.</param>
public sealed record StoreMail(string Store, string Organization, string Who, string Until, string Link);
