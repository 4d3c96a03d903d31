using System.Net;
using System.Net.Sockets;

namespace Rendrix.Web.Platform;

/// <summary>Looks at the addresses to listen on before anything else is started, so that a wrong one is told at once and not after the database was made.</summary>
public static class ListenAddresses
{
    private const string Instead = "choose another address with `-- --urls http://localhost:5081`";

    /// <summary>Throws a <see cref="StartupProblem"/> that names the address which cannot be read, or whose port another program has.</summary>
    /// <param name="urls">Addresses with semicolons between them, as ASP.NET Core's setting <c>urls</c>; null for the default one.</param>
    public static void Check(string? urls)
    {
        foreach (var address in (urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            BindingAddress parsed;
            try { parsed = BindingAddress.Parse(address); }
            catch (FormatException e) { throw new StartupProblem($"Rendrix cannot listen at {address}: that is no address. Write it as http://localhost:5081.", e); }
            if (parsed.IsUnixPipe) continue;
            if (parsed.Scheme is not ("http" or "https")) throw new StartupProblem($"Rendrix cannot listen at {address}: it speaks http and https; {Instead}.");
            if (parsed.Port is < 0 or > IPEndPoint.MaxPort) throw new StartupProblem($"Rendrix cannot listen at {address}: ports end at {IPEndPoint.MaxPort}; {Instead}.");
            if (parsed.Port > 0) Probe(address, parsed);
        }
    }

    // Whoever takes the port after this look is told by the server itself when it starts to listen.
    private static void Probe(string address, BindingAddress parsed)
    {
        var host = parsed.Host is "localhost" ? IPAddress.Loopback : IPAddress.TryParse(parsed.Host.Trim('[', ']'), out var ip) ? ip : IPAddress.Any;
        try
        {
            using var listener = new TcpListener(host, parsed.Port);
            listener.Start();
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse) { throw new StartupProblem($"Rendrix cannot listen at {address}: another program uses that port. Stop it, or {Instead}.", e); }
        catch (SocketException e) { throw new StartupProblem($"Rendrix cannot listen at {address}: {e.Message}. Check it, or {Instead}.", e); }
    }
}
