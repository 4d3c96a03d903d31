using AngleSharp.Html.Parser;

namespace Rendrix.Web.Tests.Identity;

/// <summary>What a browser without script does with the account pages.</summary>
internal static class BrowserForms
{
    /// <summary>Reads the page, fills in the form that has the button's words, or the first one, with everything hidden in it, and sends it.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(this HttpClient browser, string path, Dictionary<string, string> values, string? button = null)
    {
        var page = new HtmlParser().ParseDocument(await browser.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken));
        var forms = page.QuerySelectorAll("main form").OfType<AngleSharp.Html.Dom.IHtmlFormElement>().ToList();
        var form = button is null ? forms[0] : forms.First(f => f.QuerySelectorAll("button").Any(b => b.TextContent.Contains(button, StringComparison.Ordinal) || b.GetAttribute("aria-label")?.Contains(button, StringComparison.Ordinal) == true));
        var fields = form.QuerySelectorAll("input[type=hidden]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        foreach (var (name, value) in values) fields[name] = value;
        return await browser.PostFormAsync(form.GetAttribute("action") is { Length: > 0 } action ? action : path, fields);
    }

    /// <summary>Sends a form from a page of ours.</summary>
    public static async Task<HttpResponseMessage> PostFormAsync(this HttpClient browser, string path, Dictionary<string, string> fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields), Headers = { { "Sec-Fetch-Site", "same-origin" } } };
        return await browser.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Where an answer leads, without the host.</summary>
    public static string? Leads(this HttpResponseMessage response) => response.Headers.Location is { } to ? to.IsAbsoluteUri ? to.PathAndQuery : to.OriginalString : null;

    /// <summary>Whether the browser is signed in.</summary>
    public static async Task<bool> IsSignedInAsync(this HttpClient browser) => (await browser.GetAsync(new Uri("/api/v1/auth/me", UriKind.Relative), TestContext.Current.CancellationToken)).IsSuccessStatusCode;
}
