using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Rendrix.Web.Platform.Dns;

namespace Rendrix.Tests.Platform;

/// <summary>The resolver against servers that lie, stay silent, or send what no server should.</summary>
public sealed class DnsClientTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Forged_and_broken_datagrams_are_passed_over_and_the_true_answer_is_taken()
    {
        await using var server = new Fake(question =>
        {
            var answer = Answer(question, A("shop.acme.com", "192.0.2.1"));
            var otherId = (byte[])answer.Clone();
            otherId[0] ^= 0x55;
            var otherName = Answer(Ask(question, "evil.acme.com"), A("shop.acme.com", "203.0.113.66"));
            var isQuestion = (byte[])answer.Clone();
            isQuestion[2] &= 0x7f;
            return [[], [1, 2, 3], otherId, otherName, isQuestion, answer];
        });
        var found = await server.Client().AskAsync("Shop.Acme.com.", DnsType.A, Ct);
        Assert.Equal((DnsCode.NoError, true), (found.Code, found.IsKnown));
        Assert.Equal("192.0.2.1", Assert.Single(found.Records).Address!.ToString());
    }

    [Fact]
    public async Task Numbers_and_ports_cannot_be_guessed()
    {
        await using var server = new Fake(question => [Answer(question)]);
        for (var i = 0; i < 40; i++) await server.Client().AskAsync("acme.com", DnsType.A, Ct);
        Assert.True(server.Seen.Select(s => s.Id).Distinct().Count() > 35);
        Assert.True(server.Seen.Select(s => s.Port).Distinct().Count() > 35);
    }

    [Fact]
    public async Task A_silent_server_and_one_that_fails_are_left_for_the_next()
    {
        await using var silent = new Fake(_ => []);
        await using var failing = new Fake(question => [Answer(question, code: 2)]);
        await using var well = new Fake(question => [Answer(question, A("acme.com", "192.0.2.7"))]);
        var client = new DnsClient(new([silent.Address, failing.Address, well.Address], TimeSpan.FromSeconds(1), 1));
        Assert.Equal("192.0.2.7", Assert.Single((await client.AskAsync("acme.com", DnsType.A, Ct)).Records).Address!.ToString());
    }

    [Fact]
    public async Task When_nobody_answers_or_all_fail_that_is_said_and_not_taken_for_nothing()
    {
        await using var silent = new Fake(_ => []);
        await using var failing = new Fake(question => [Answer(question, code: 2)]);
        var none = await new DnsClient(new([silent.Address], TimeSpan.FromMilliseconds(100), 1)).AskAsync("acme.com", DnsType.A, Ct);
        Assert.Equal((false, "no name server answered in time"), (none.IsKnown, none.Problem));
        var failed = await failing.Client().AskAsync("acme.com", DnsType.A, Ct);
        Assert.Equal((false, "the name servers answered SERVFAIL"), (failed.IsKnown, failed.Problem));
    }

    [Fact]
    public async Task A_cut_answer_is_asked_for_again_over_tcp()
    {
        var texts = Enumerable.Range(0, 40).Select(i => $"{i} " + new string('x', 200)).ToList();
        await using var server = new Fake(question => [Answer(question, cut: true)], question => Answer(question, [.. texts.Select(t => Txt("acme.com", t))]));
        var found = await server.Client().AskAsync("acme.com", DnsType.Txt, Ct);
        Assert.Equal(texts, found.Records.Select(r => r.Text));
    }

    [Fact]
    public async Task An_old_server_that_cannot_read_extensions_is_asked_without()
    {
        await using var server = new Fake(question => [question[11] == 1 ? Answer(question, code: 1) : Answer(question, A("acme.com", "192.0.2.8"))]);
        Assert.Single((await server.Client().AskAsync("acme.com", DnsType.A, Ct)).Records);
    }

    [Fact]
    public async Task Aliases_are_followed_in_one_answer_and_over_several()
    {
        await using var server = new Fake(question => NameOf(question) switch
        {
            "shop.acme.com" => [Answer(question, Cname("shop.acme.com", "a.cdn.net"), Cname("a.cdn.net", "b.cdn.net"))],
            "b.cdn.net" => [Answer(question, Cname("b.cdn.net", "c.cdn.net"), A("c.cdn.net", "192.0.2.9"), A("unasked.net", "203.0.113.1"))],
            _ => [Answer(question, code: 3)],
        });
        var found = await server.Client().AskAsync("shop.acme.com", DnsType.A, Ct);
        Assert.Equal(["a.cdn.net", "b.cdn.net", "c.cdn.net"], found.Chain);
        Assert.Equal("192.0.2.9", Assert.Single(found.Records).Address!.ToString());
    }

    [Fact]
    public async Task An_alias_to_nothing_and_a_circle_of_aliases_end()
    {
        var number = 0;
        await using var server = new Fake(question => NameOf(question) switch
        {
            "gone.acme.com" => [Answer(question, 3, false, Cname("gone.acme.com", "nowhere.net"))],
            "round.acme.com" => [Answer(question, Cname("round.acme.com", "there.acme.com"))],
            "there.acme.com" => [Answer(question, Cname("there.acme.com", "round.acme.com"))],
            var name => [Answer(question, Cname(name, $"n{Interlocked.Increment(ref number)}.endless.net"))],
        });
        var gone = await server.Client().AskAsync("gone.acme.com", DnsType.A, Ct);
        Assert.Equal((DnsCode.NxDomain, true, "nowhere.net"), (gone.Code, gone.IsKnown, Assert.Single(gone.Chain)));
        foreach (var name in new[] { "round.acme.com", "endless.acme.com" })
        {
            var found = await server.Client().AskAsync(name, DnsType.A, Ct);
            Assert.False(found.IsKnown);
            Assert.Contains("circle", found.Problem, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Messages_made_to_break_a_reader_break_none()
    {
        var question = DnsMessage.Question(7, "acme.com", DnsType.A, extended: false);
        // A pointer to itself, a pointer forwards, lengths beyond the end, and every answer cut at every byte.
        Assert.Throws<DnsFormatException>(() => DnsMessage.Read([.. Header(question), 0xc0, 12, 0, 1, 0, 1]));
        Assert.Throws<DnsFormatException>(() => DnsMessage.Read([.. Header(question), 0xc0, 60, 0, 1, 0, 1]));
        Assert.Throws<DnsFormatException>(() => DnsMessage.Read([.. Header(question), 63, 1, 1]));
        var whole = Answer(question, Cname("acme.com", "b.net"), Txt("b.net", "text"), A("b.net", "192.0.2.1"));
        for (var length = 0; length < whole.Length; length++) Assert.Throws<DnsFormatException>(() => DnsMessage.Read(whole.AsSpan(0, length)));
        var random = new Random(20261130);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = (byte[])whole.Clone();
            for (var n = random.Next(1, 6); n > 0; n--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try { DnsMessage.Read(bytes); }
            catch (DnsFormatException e) { Assert.NotEmpty(e.Message); }
        }
    }

    [Fact]
    public void A_dot_inside_a_label_never_makes_another_name()
    {
        var question = DnsMessage.Question(7, "acme.com", DnsType.Cname, extended: false);
        byte[] odd = [8, (byte)'a', (byte)'.', (byte)'b', (byte)'.', (byte)'n', (byte)'e', (byte)'t', (byte)'x', 0];
        Assert.Equal("a\\046b\\046netx", DnsMessage.Read(Answer(question, Record("acme.com", 5, odd))).Answers[0].Target);
    }

    [Fact]
    public void The_machines_servers_are_read_as_its_own_resolver_reads_them() =>
        Assert.Equal(["10.0.0.2:53", "[fd00::2]:53"], DnsServers.OfMachine(["# nameserver 1.1.1.1", "search acme.com", "nameserver 10.0.0.2", "nameserver\tfd00::2 ", "nameserver nonsense", "options edns0"]).Select(p => p.ToString()));

    private static byte[] Header(byte[] question) => question[..12];

    private static byte[] Ask(byte[] question, string name)
    {
        var other = DnsMessage.Question(0, name, DnsType.A, extended: false);
        (other[0], other[1]) = (question[0], question[1]);
        return other;
    }

    private static string NameOf(byte[] question) => DnsMessage.Read(question).QuestionName;

    private static byte[] Answer(byte[] question, params byte[][] records) => Answer(question, 0, false, records);

    private static byte[] Answer(byte[] question, int code = 0, bool cut = false, params byte[][] records)
    {
        var end = 12;
        while (question[end] != 0) end += question[end] + 1;
        byte[] message = [.. question[..(end + 5)], .. records.SelectMany(r => r)];
        (message[2], message[3], message[7], message[11]) = ((byte)(0x81 | (cut ? 2 : 0)), (byte)(0x80 | code), (byte)records.Length, 0);
        return message;
    }

    private static byte[] Name(string name) => [.. name.Split('.').SelectMany(l => new[] { (byte)l.Length }.Concat(Encoding.ASCII.GetBytes(l))), 0];

    private static byte[] Record(string name, byte type, byte[] data) => [.. Name(name), 0, type, 0, 1, 0, 0, 0, 60, (byte)(data.Length >> 8), (byte)data.Length, .. data];

    private static byte[] A(string name, string address) => Record(name, 1, IPAddress.Parse(address).GetAddressBytes());

    private static byte[] Cname(string name, string target) => Record(name, 5, Name(target));

    private static byte[] Txt(string name, string text) => Record(name, 16, [(byte)text.Length, .. Encoding.ASCII.GetBytes(text)]);

    /// <summary>A server on a free port of this machine that answers as the test says; one port for both UDP and TCP.</summary>
    private sealed class Fake : IAsyncDisposable
    {
        private readonly CancellationTokenSource _over = new();
        private readonly Socket _udp = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        private readonly TcpListener? _tcp;
        private readonly Task _work;

        public Fake(Func<byte[], byte[][]> udp, Func<byte[], byte[]>? tcp = null)
        {
            _udp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            Address = (IPEndPoint)_udp.LocalEndPoint!;
            if (tcp is not null) { _tcp = new TcpListener(Address); _tcp.Start(); }
            _work = Task.WhenAll(ServeUdpAsync(udp), ServeTcpAsync(tcp));
        }

        public IPEndPoint Address { get; }
        public ConcurrentQueue<(int Id, int Port)> Seen { get; } = new();
        public DnsClient Client() => new(new([Address], TimeSpan.FromSeconds(20), 1));

        public async ValueTask DisposeAsync()
        {
            await _over.CancelAsync();
            _tcp?.Stop();
            await _work.ContinueWith(_ => { }, TaskScheduler.Default);
            _udp.Dispose();
            _over.Dispose();
        }

        private async Task ServeUdpAsync(Func<byte[], byte[][]> answers)
        {
            var buffer = new byte[2048];
            while (!_over.IsCancellationRequested)
            {
                var received = await _udp.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), _over.Token);
                var question = buffer[..received.ReceivedBytes];
                Seen.Enqueue((BinaryPrimitives.ReadUInt16BigEndian(question), ((IPEndPoint)received.RemoteEndPoint).Port));
                foreach (var answer in answers(question)) await _udp.SendToAsync(answer, received.RemoteEndPoint, _over.Token);
            }
        }

        private async Task ServeTcpAsync(Func<byte[], byte[]>? answer)
        {
            if (answer is null) return;
            using var client = await _tcp!.AcceptTcpClientAsync(_over.Token);
            var stream = client.GetStream();
            var size = new byte[2];
            await stream.ReadExactlyAsync(size, _over.Token);
            var question = new byte[BinaryPrimitives.ReadUInt16BigEndian(size)];
            await stream.ReadExactlyAsync(question, _over.Token);
            var message = answer(question);
            await stream.WriteAsync(new byte[] { (byte)(message.Length >> 8), (byte)message.Length }, _over.Token);
            await stream.WriteAsync(message, _over.Token);
        }
    }
}
