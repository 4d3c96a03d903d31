using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Platform.Mail;

/// <summary>Renders emails and hands them to the transport.</summary>
public sealed class Mailer(IServiceProvider services, ILoggerFactory loggers, IMailTransport transport)
{
    /// <summary>Sends one email. Called by consumers of events, in their message's transaction.</summary>
    /// <typeparam name="TEmail">The component.</typeparam>
    /// <typeparam name="TModel">What it says.</typeparam>
    public async Task SendAsync<TEmail, TModel>(AppDb db, Guid messageId, string to, TModel model, CancellationToken ct, string fromName = "Rendrix", string? replyTo = null, string? unsubscribe = null)
        where TEmail : Email<TModel>, new() where TModel : class
    {
        var (subject, html, text) = await RenderAsync<TEmail, TModel>(model);
        await transport.SendAsync(new OutgoingMail(messageId, to, fromName, replyTo, subject, html, text) { Unsubscribe = unsubscribe }, db, ct);
    }

    /// <summary>Subject, HTML and text of an email.</summary>
    public async Task<(string Subject, string Html, string Text)> RenderAsync<TEmail, TModel>(TModel model) where TEmail : Email<TModel>, new() where TModel : class
    {
        var email = new TEmail();
        email.Take(model);
        await using var renderer = new HtmlRenderer(services, loggers);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TEmail>(ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(Email<>.Model)] = model }))).ToHtmlString());
        return (email.Subject, html, EmailText.Of(html));
    }
}

/// <summary>Derives the text of a mail from its HTML: paragraphs, lines of tables, links with their address behind them.</summary>
internal static class EmailText
{
    public static string Of(string html)
    {
        var text = new StringBuilder();
        Write(new HtmlParser().ParseDocument(html).Body!, text);
        var lines = text.ToString().Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        var kept = new StringBuilder();
        var empty = 1;
        foreach (var line in lines)
        {
            empty = line.Length == 0 ? empty + 1 : 0;
            if (empty <= 1) kept.Append(line).Append('\n');
        }
        return kept.ToString().Trim() + "\n";
    }

    private static void Write(INode node, StringBuilder text)
    {
        if (node is IText words) { text.Append(words.Data.ReplaceLineEndings(" ").Replace('\t', ' ')); return; }
        var name = (node as IElement)?.LocalName;
        foreach (var child in node.ChildNodes) Write(child, text);
        switch (name)
        {
            case "a" when ((IElement)node).GetAttribute("href") is { } link && link != node.TextContent.Trim(): text.Append(": ").Append(link); break;
            case "br" or "tr" or "li" or "div": text.Append('\n'); break;
            case "td" or "th": text.Append(' '); break;
            case "p" or "h1" or "h2" or "table": text.Append("\n\n"); break;
        }
    }
}
