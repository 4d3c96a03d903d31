using System.Net;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Identity;

/// <summary>Where a sign-in comes from, as far as a request tells.</summary>
/// <param name="Agent">The User-Agent header.</param>
/// <param name="Address">Network address.</param>
public sealed record Device(string Agent, IPAddress? Address)
{
    /// <summary>Town and country as the proxy in front tells them; empty where none does, because no database of places is shipped.</summary>
    public string Place { get; init; } = "";


    /// <summary>Nothing is known.</summary>
    public static Device Unknown { get; } = new("", null);

    /// <summary>The device behind a request.</summary>
    public static Device Of(HttpContext http)
    {
        var agent = new string([.. http.Request.Headers.UserAgent.ToString().Where(c => !char.IsControl(c)).Take(400)]);
        var address = http.Connection.RemoteIpAddress;
        return new Device(agent, address?.IsIPv4MappedToIPv6 == true ? address.MapToIPv4() : address) { Place = http.Place() };
    }
}

/// <summary>Reads a user agent as people would say it. Agents lie for compatibility, so the order of the questions matters.</summary>
public static class DeviceName
{
    private static readonly (string Sign, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Vivaldi", "Vivaldi"), ("FxiOS", "Firefox"), ("Firefox/", "Firefox"),
        ("CriOS", "Chrome"), ("HeadlessChrome", "Chrome"), ("Chromium", "Chromium"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];
    private static readonly (string Sign, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"), ("Mac OS X", "macOS"), ("Macintosh", "macOS"), ("Linux", "Linux"),
    ];

    /// <summary>"Firefox on Windows"; a program by its own name; "Unknown device" when nothing was said.</summary>
    public static string Of(string? agent)
    {
        if (string.IsNullOrWhiteSpace(agent)) return "Unknown device";
        if (agent == "Support") return "Support of this server";
        if (!agent.StartsWith("Mozilla/", StringComparison.Ordinal)) return "Program: " + agent.Split(' ', '/')[0];
        var browser = Find(Browsers, agent) ?? "Browser";
        return Find(Systems, agent) is { } system ? $"{browser} on {system}" : browser;
    }

    /// <summary>Whether it is carried about.</summary>
    public static bool IsPhone(string? agent) => agent?.Contains("iPhone", StringComparison.Ordinal) == true || agent?.Contains("Mobile", StringComparison.Ordinal) == true;

    private static string? Find((string Sign, string Name)[] known, string agent) => Array.Find(known, k => agent.Contains(k.Sign, StringComparison.Ordinal)).Name;
}
