using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Rendrix.Web.Platform.Dns;

/// <summary>Whom to ask, and how patiently.</summary>
/// <param name="Servers">Recursive resolvers, asked in this order.</param>
/// <param name="Patience">How long one server may take for one answer.</param>
/// <param name="Rounds">How often the whole list is gone through before the question counts as unanswered.</param>
public sealed record DnsSettings(IReadOnlyList<IPEndPoint> Servers, TimeSpan Patience, int Rounds = 2);

/// <summary>
/// Asks recursive resolvers over UDP, and over TCP when an answer was cut (RFC 1035, 7766). An answer is believed only when it comes from the server that
/// was asked, to the port that asked, with the number and the question that were sent; both numbers are random, since whoever guesses them writes our answers (RFC 5452).
/// It connects to these servers and to nothing else: what an answer names is never visited.
/// </summary>
public sealed class DnsClient(DnsSettings settings)
{
    /// <summary>Aliases followed before the chain counts as endless.</summary>
    public const int MaxAliases = 8;
    private const string Endless = "its aliases (CNAME) lead in a circle or through more than 8 names";

    /// <summary>Asks for records of a type, following aliases. Never throws for what servers do; only when cancelled.</summary>
    public async Task<DnsAnswer> AskAsync(string name, DnsType type, CancellationToken ct)
    {
        var asked = name.TrimEnd('.').ToLowerInvariant();
        var (at, chain) = (asked, new List<string>());
        while (true)
        {
            if (await AskOnceAsync(at, type, ct) is not { } message) return new(DnsCode.ServFail, chain, []) { Problem = "no name server answered in time" };
            if (message.Code is not (DnsCode.NoError or DnsCode.NxDomain)) return new(message.Code, chain, []) { Problem = $"the name servers answered {message.Code.ToString().ToUpperInvariant()}" };
            // The server may have followed some aliases, all of them, or none.
            while (type != DnsType.Cname && message.Answers.FirstOrDefault(r => r.Type == DnsType.Cname && r.Name == at)?.Target is { } next)
            {
                if (chain.Count == MaxAliases || next == asked || chain.Contains(next)) return new(DnsCode.ServFail, chain, []) { Problem = Endless };
                chain.Add(at = next);
            }
            List<DnsRecord> found = [.. message.Answers.Where(r => r.Type == type && r.Name == at)];
            // NXDOMAIN speaks of the end of the chain (RFC 2308 section 2.1).
            if (found.Count > 0 || message.Code == DnsCode.NxDomain || message.QuestionName == at) return new(message.Code, chain, found);
        }
    }

    private async Task<DnsMessage?> AskOnceAsync(string name, DnsType type, CancellationToken ct)
    {
        DnsMessage? refused = null;
        for (var round = 0; round < settings.Rounds; round++)
            foreach (var server in settings.Servers)
            {
                if (await AskServerAsync(server, name, type, ct) is not { } answer) continue;
                if (answer.Code is DnsCode.NoError or DnsCode.NxDomain) return answer;
                refused = answer;
            }
        return refused;
    }

    private async Task<DnsMessage?> AskServerAsync(IPEndPoint server, string name, DnsType type, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(settings.Patience);
        try
        {
            var answer = await OverUdpAsync(server, name, type, extended: true, patience.Token);
            if (answer.Code is DnsCode.FormErr or DnsCode.NotImp) answer = await OverUdpAsync(server, name, type, extended: false, patience.Token);
            return answer.IsTruncated ? await OverTcpAsync(server, name, type, patience.Token) : answer;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested) { return null; }
        // A closed port, a network that is down, an answer over TCP that is none: this server does not count, the next one is asked.
        catch (Exception e) when (e is SocketException or IOException or DnsFormatException) { return null; }
    }

    private static async Task<DnsMessage> OverUdpAsync(IPEndPoint server, string name, DnsType type, bool extended, CancellationToken ct)
    {
        var id = (ushort)RandomNumberGenerator.GetInt32(0x10000);
        using var socket = Bound(server.AddressFamily);
        // Connected, so that the kernel drops what comes from anybody else.
        await socket.ConnectAsync(server, ct);
        await socket.SendAsync(DnsMessage.Question(id, name, type, extended), ct);
        var buffer = new byte[4096];
        while (true)
        {
            var length = await socket.ReceiveAsync(buffer, ct);
            // A datagram that is not the answer may be a forger's try: the true one may still come.
            if (TryRead(buffer.AsSpan(0, length), id, name, type) is { } answer) return answer;
        }
    }

    private static async Task<DnsMessage> OverTcpAsync(IPEndPoint server, string name, DnsType type, CancellationToken ct)
    {
        var id = (ushort)RandomNumberGenerator.GetInt32(0x10000);
        using var client = new TcpClient(server.AddressFamily);
        await client.ConnectAsync(server, ct);
        var stream = client.GetStream();
        var question = DnsMessage.Question(id, name, type, extended: false);
        var framed = new byte[question.Length + 2];
        BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)question.Length);
        question.CopyTo(framed, 2);
        await stream.WriteAsync(framed, ct);
        var size = new byte[2];
        await stream.ReadExactlyAsync(size, ct);
        var body = new byte[BinaryPrimitives.ReadUInt16BigEndian(size)];
        await stream.ReadExactlyAsync(body, ct);
        return TryRead(body, id, name, type) ?? throw new DnsFormatException("an answer to another question");
    }

    // The system's choice of a port can be seen through on some systems; ours is drawn like the id, and where it is taken the system chooses.
    private static Socket Bound(AddressFamily family)
    {
        var any = family == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any;
        for (var attempt = 0; ; attempt++)
        {
            var socket = new Socket(family, SocketType.Dgram, ProtocolType.Udp);
            try { socket.Bind(new IPEndPoint(any, attempt < 4 ? RandomNumberGenerator.GetInt32(16384, 65536) : 0)); return socket; }
            catch (SocketException) when (attempt < 4) { socket.Dispose(); }
            catch { socket.Dispose(); throw; }
        }
    }

    private static DnsMessage? TryRead(ReadOnlySpan<byte> bytes, ushort id, string name, DnsType type)
    {
        try
        {
            var message = DnsMessage.Read(bytes);
            return message.IsResponse && message.Id == id && message.QuestionType == type && message.QuestionName == name ? message : null;
        }
        catch (DnsFormatException) { return null; }
    }
}
