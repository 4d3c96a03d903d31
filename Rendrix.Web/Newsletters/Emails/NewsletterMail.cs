namespace Rendrix.Web.Newsletters.Emails;

/// <summary>What the mails about a shop's letters say.</summary>
/// <param name="Shop">The shop's name.</param>
/// <param name="Address">Its postal address; may be empty.</param>
/// <param name="Link">Where the button leads.</param>
public sealed record NewsletterMail(string Shop, string Address, string Link);
