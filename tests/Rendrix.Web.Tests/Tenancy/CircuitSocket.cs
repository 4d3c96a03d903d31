using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Rendrix.Web.Tests.Tenancy;

/// <summary>
/// A circuit over a real socket, spoken as the browser's script speaks it (SignalR with Blazor's packed messages), and what was sent is kept byte for byte: so that it can be sent again somewhere else.
/// Answers whatever the server asks of the browser with nothing.
/// </summary>
internal sealed partial class CircuitSocket : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<object?>> _awaited = new();
    private readonly TaskCompletionSource<long> _interop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _over = new();
    private Task _reading = Task.CompletedTask;
    private int _calls;
    private int _batches;

    private CircuitSocket() { }

    /// <summary>Frames of presses, as they went over the wire.</summary>
    public List<byte[]> Sent { get; } = [];

    /// <summary>What lets somebody come back to this circuit.</summary>
    public string? Secret { get; private set; }

    /// <summary>What the server said was wrong.</summary>
    public string? Error { get; private set; }

    /// <summary>Drawings that arrived.</summary>
    public int Batches => Volatile.Read(ref _batches);

    /// <summary>Numbers of the buttons that are on the page now.</summary>
    public SortedSet<long> Buttons { get; } = [];

    /// <summary>Whether the line still stands.</summary>
    public bool IsOpen => _socket.State == WebSocketState.Open;

    /// <summary>The markers of the interactive parts on a page, and the state beside them.</summary>
    public static (string[] Markers, string State) Read(string page) =>
        ([.. Marker().Matches(page).Select(m => m.Groups[1].Value)], State().Match(page) is { Success: true } state ? state.Groups[1].Value : "");

    /// <summary>Connects; throws what a refused handshake throws.</summary>
    public static async Task<CircuitSocket> ConnectAsync(int port, string? cookie, string? origin = null)
    {
        var circuit = new CircuitSocket();
        circuit._socket.Options.SetRequestHeader("Origin", origin ?? $"http://localhost:{port}");
        if (cookie is not null) circuit._socket.Options.SetRequestHeader("Cookie", cookie);
        await circuit._socket.ConnectAsync(new Uri($"ws://localhost:{port}/_blazor"), TestContext.Current.CancellationToken);
        await circuit.RawAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"));
        circuit._reading = Task.Run(circuit.ReadAsync);
        return circuit;
    }

    /// <summary>Opens a circuit for the parts of a page and waits until it was drawn; false when the server would not.</summary>
    public async Task<bool> StartAsync(int port, string path, (string[] Markers, string State) page)
    {
        Secret = await CallAsync("StartCircuit", $"http://localhost:{port}/", $"http://localhost:{port}{path}", "[]", "") as string;
        if (Secret is null) return false;
        var operations = JsonSerializer.Serialize(new { batchId = 1, operations = page.Markers.Select((marker, i) => new { type = "add", ssrComponentId = i + 1, marker = JsonDocument.Parse(marker).RootElement }) });
        await SendAsync(Pack(null, "UpdateRootComponents", operations, page.State));
        return await Task.WhenAny(_interop.Task, Task.Delay(Patience), _reading) == _interop.Task;
    }

    /// <summary>Comes back to a circuit by its secret; whether the server let it.</summary>
    public async Task<bool> ComeBackAsync(string secret) => await CallAsync("ConnectCircuit", secret) is true;

    /// <summary>Presses whatever has these numbers and waits for each; what was sent is kept.</summary>
    public async Task PressAsync(params IEnumerable<long> buttons)
    {
        var interop = await _interop.Task;
        foreach (var handler in buttons)
        {
            var id = "p" + Interlocked.Increment(ref _calls);
            var answer = _awaited[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
            var frame = Pack(null, "BeginInvokeDotNetFromJS", id, null, "DispatchEventAsync", interop, JsonSerializer.Serialize(new object[] { new { eventHandlerId = handler, eventName = "click" }, new { type = "click", detail = 1 } }));
            Sent.Add(frame);
            await SendAsync(frame);
            await Task.WhenAny(answer.Task, Task.Delay(Patience), _reading);
        }
    }

    /// <summary>Sends frames that somebody else sent, and waits until the server has read them all.</summary>
    public async Task ReplayAsync(IEnumerable<byte[]> frames)
    {
        foreach (var frame in frames)
        {
            if (!IsOpen) return;
            await SendAsync(frame);
        }
        // The server works on the messages of a line one after the other: what comes back for this one comes back behind them.
        await CallAsync("ConnectCircuit", "nothing");
        await Task.Delay(150);
    }

    /// <summary>Sends bytes as they are.</summary>
    public async Task SendAsync(byte[] frame)
    {
        await _sending.WaitAsync();
        try { await _socket.SendAsync(frame, WebSocketMessageType.Binary, endOfMessage: true, _over.Token); }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException) { /* The server hung up: that is an answer too. */ }
        finally { _sending.Release(); }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _socket.Dispose();
        await _reading;
    }

    private async Task<object?> CallAsync(string method, params object?[] arguments)
    {
        var id = "c" + Interlocked.Increment(ref _calls);
        var answer = _awaited[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendAsync(Pack(id, method, arguments));
        return await Task.WhenAny(answer.Task, Task.Delay(Patience), _reading) == answer.Task ? await answer.Task : null;
    }

    private Task RawAsync(byte[] bytes) => _socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, _over.Token);

    private async Task ReadAsync()
    {
        var (buffer, message, shook) = (new byte[64 * 1024], new MemoryStream(), false);
        try
        {
            while (_socket.State == WebSocketState.Open)
            {
                var got = await _socket.ReceiveAsync(buffer, _over.Token);
                if (got.MessageType == WebSocketMessageType.Close) return;
                message.Write(buffer, 0, got.Count);
                if (!got.EndOfMessage) continue;
                var bytes = message.ToArray().AsMemory();
                message.SetLength(0);
                if (!shook) { shook = true; bytes = bytes[(bytes.Span.IndexOf((byte)0x1e) + 1)..]; }
                while (bytes.Length > 0)
                {
                    var (length, at) = (0, 0);
                    for (var shift = 0; ; shift += 7) { var part = bytes.Span[at++]; length |= (part & 0x7f) << shift; if (part < 0x80) break; }
                    await HearAsync((object?[])new Unpacker(bytes.Slice(at, length)).Read()!);
                    bytes = bytes[(at + length)..];
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException) { /* Over. */ }
    }

    private async Task HearAsync(object?[] message)
    {
        if (message[0] is 3L && message[2] is string called && _awaited.TryRemove(called, out var call)) call.TrySetResult(message[3] is 3L ? message[4] : null);
        if (message[0] is 7L && message.Length > 1) Error ??= message[1] as string;
        if (message[0] is not 1L) return;
        var (target, arguments) = ((string)message[3]!, (object?[])message[4]!);
        switch (target)
        {
            case "JS.RenderBatch":
                lock (Buttons) ReadButtons((byte[])arguments[1]!);
                Interlocked.Increment(ref _batches);
                await SendAsync(Pack(null, "OnRenderCompleted", arguments[0], null));
                break;
            case "JS.BeginInvokeJS":
                if (Interop().Match(arguments[2] as string ?? "") is { Success: true } interop && (arguments[1] as string)!.Contains("attachWebRendererInterop", StringComparison.Ordinal)) _interop.TrySetResult(long.Parse(interop.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture));
                await SendAsync(Pack(null, "EndInvokeJSFromDotNet", arguments[0], true, $"[{arguments[0]},true,{(arguments[3] is 1L ? "{\"__jsObjectId\":1}" : "null")}]"));
                break;
            case "JS.EndInvokeDotNet" when arguments[0] is string id && _awaited.TryRemove(id, out var press):
                press.TrySetResult(arguments[1]);
                break;
            case "JS.Error":
                Error ??= arguments[0] as string;
                break;
        }
    }

    // A drawing ends with five offsets: of the changed components, the frames, the components and the handlers that are gone, and the texts. A frame has 20 bytes; that of an attribute names its handler.
    private void ReadButtons(byte[] drawing)
    {
        int Int(int at) => BitConverter.ToInt32(drawing, at);
        var (frames, gone, texts) = (Int(drawing.Length - 16), Int(drawing.Length - 8), Int(drawing.Length - 4));
        for (var i = 0; i < Int(frames); i++)
        {
            var at = frames + 4 + i * 20;
            if (Int(at) != 3 || BitConverter.ToInt64(drawing, at + 12) is not (> 0 and var handler)) continue;
            var text = Int(texts + Int(at + 4) * 4);
            if (drawing.AsSpan(text, 8).SequenceEqual("\aonclick"u8)) Buttons.Add(handler);
        }
        for (var i = 0; i < Int(gone); i++) Buttons.Remove(BitConverter.ToInt64(drawing, gone + 4 + i * 8));
    }

    // One invocation as a message: its length in seven bits a byte, then the array that SignalR's MessagePack protocol names.
    internal static byte[] Pack(string? id, string method, params object?[] arguments)
    {
        var body = new List<byte> { 0x96, 1, 0x80 };
        Write(body, id);
        Write(body, method);
        body.Add((byte)(0x90 | arguments.Length));
        foreach (var argument in arguments) Write(body, argument);
        body.Add(0x90);
        var frame = new List<byte>();
        for (var left = body.Count; ; left >>= 7) { if (left < 0x80) { frame.Add((byte)left); break; } frame.Add((byte)(left & 0x7f | 0x80)); }
        return [.. frame, .. body];
    }

    private static void Write(List<byte> to, object? value)
    {
        switch (value)
        {
            case null: to.Add(0xc0); break;
            case bool yes: to.Add(yes ? (byte)0xc3 : (byte)0xc2); break;
            case long number: to.Add(0xd3); for (var shift = 56; shift >= 0; shift -= 8) to.Add((byte)(number >> shift)); break;
            default:
                var text = Encoding.UTF8.GetBytes((string)value);
                to.Add(0xdb);
                for (var shift = 24; shift >= 0; shift -= 8) to.Add((byte)(text.Length >> shift));
                to.AddRange(text);
                break;
        }
    }

    // As much of MessagePack as the server speaks: numbers become long.
    private sealed class Unpacker(ReadOnlyMemory<byte> bytes)
    {
        private int _at;

        public object? Read()
        {
            var kind = Take(1)[0];
            return kind switch
            {
                <= 0x7f => (long)kind,
                <= 0x8f => Map(kind & 0x0f),
                <= 0x9f => Array(kind & 0x0f),
                <= 0xbf => Text(kind & 0x1f),
                0xc0 => null,
                0xc2 => false,
                0xc3 => true,
                0xc4 => Take(Number(1)).ToArray(),
                0xc5 => Take(Number(2)).ToArray(),
                0xc6 => Take(Number(4)).ToArray(),
                0xcc or 0xcd or 0xce or 0xcf => Long(1 << (kind - 0xcc)),
                0xd0 => (long)(sbyte)Take(1)[0],
                0xd1 => (long)(short)Long(2),
                0xd2 => (long)(int)Long(4),
                0xd3 => Long(8),
                0xd9 => Text(Number(1)),
                0xda => Text(Number(2)),
                0xdb => Text(Number(4)),
                0xdc => Array(Number(2)),
                0xdd => Array(Number(4)),
                >= 0xe0 => (long)(sbyte)kind,
                _ => throw new InvalidDataException($"No value begins with {kind:x2}."),
            };
        }

        private ReadOnlySpan<byte> Take(int count)
        {
            _at += count;
            return bytes.Span.Slice(_at - count, count);
        }

        private long Long(int size)
        {
            long number = 0;
            foreach (var part in Take(size)) number = number << 8 | part;
            return number;
        }

        private int Number(int size) => (int)Long(size);

        private string Text(int size) => Encoding.UTF8.GetString(Take(size));

        private object?[] Array(int size)
        {
            var items = new object?[size];
            for (var i = 0; i < size; i++) items[i] = Read();
            return items;
        }

        private object? Map(int size)
        {
            for (var i = 0; i < size * 2; i++) Read();
            return null;
        }
    }

    [GeneratedRegex("<!--Blazor:(\\{\"type\":\"server\".*?\\})-->")]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->")]
    private static partial Regex State();

    [GeneratedRegex("\"__dotNetObject\":(\\d+)")]
    private static partial Regex Interop();
}
