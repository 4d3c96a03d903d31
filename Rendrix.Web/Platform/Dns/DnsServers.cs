using System.Globalization;
using System.Net;

namespace Rendrix.Web.Platform.Dns;

/// <summary>Which resolvers to ask: those in <c>Rendrix:Domains:DnsServers</c>, else those of the machine, else two public ones.</summary>
public static class DnsServers
{
    private const string MachineFile = "/etc/resolv.conf";

    /// <summary>Reads the setting; a start with a server that cannot be read ends with one line that says so.</summary>
    public static DnsSettings From(IConfiguration configuration)
    {
        var named = configuration["Rendrix:Domains:DnsServers"];
        List<IPEndPoint> servers = [];
        foreach (var text in (named ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            servers.Add(Read(text) ?? throw new StartupProblem($"Rendrix__Domains__DnsServers holds \"{text}\", which is no address such as 9.9.9.9 or 127.0.0.1:5353."));
        if (servers.Count == 0 && File.Exists(MachineFile)) servers.AddRange(OfMachine(File.ReadLines(MachineFile)));
        if (servers.Count == 0) servers.AddRange([new(IPAddress.Parse("9.9.9.9"), 53), new(IPAddress.Parse("1.1.1.1"), 53)]);
        var patience = configuration.GetValue("Rendrix:Domains:DnsPatienceMs", 2000);
        return new DnsSettings(servers, TimeSpan.FromMilliseconds(Math.Clamp(patience, 50, 10_000)));
    }

    /// <summary>The name servers a resolv.conf names; lines it does not understand are passed over, as the system's own resolver does.</summary>
    public static IEnumerable<IPEndPoint> OfMachine(IEnumerable<string> lines) => lines
        .Select(line => line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
        .Where(parts => parts.Length >= 2 && parts[0] == "nameserver" && IPAddress.TryParse(parts[1], out _))
        .Select(parts => new IPEndPoint(IPAddress.Parse(parts[1]), 53)).Take(3);

    private static IPEndPoint? Read(string text)
    {
        if (IPAddress.TryParse(text, out var address)) return new(address, 53);
        return IPEndPoint.TryParse(text, out var point) && point.Port > 0 && text.EndsWith(":" + point.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) ? point : null;
    }
}
