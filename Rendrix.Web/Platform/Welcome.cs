using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Rendrix.Web.Platform.Demo;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Platform;

/// <summary>Says where everything is once the program listens, and tells the rest of the program its own address.</summary>
public static class Welcome
{
    /// <summary>Takes the address the server got; prints the addresses a person opens first.</summary>
    public static void Print(WebApplication app, DemoAccess? demo = null, string? admin = null)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost:5080";
        var hosts = app.Services.GetRequiredService<HostNames>();
        hosts.Listening(Open(address));
        Console.WriteLine($"\n  Rendrix is ready.\n\n  Dashboard   {hosts.PublicUrl}");
        if (app.Environment.IsDevelopment()) Console.WriteLine($"  Mail        {hosts.PublicUrl}/dev/mail");
        foreach (var line in demo?.Lines(hosts) ?? []) Console.WriteLine("  " + line);
        if (admin is not null) Console.WriteLine($"  Platform    {hosts.PublicUrl}/platform as {admin} / {demo?.Password}");
        Console.WriteLine();
    }

    // Listening on every interface is not an address a person can open.
    private static string Open(string address) => address.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal).Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
}
