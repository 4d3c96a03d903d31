using System.Buffers;
using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Rendrix.Benchmarks.Load;

/// <summary>
/// One keep-alive connection to 127.0.0.1 on a blocking socket. A thread per connection with plain send and receive costs the machine less
/// than any HTTP client would, and what the generator costs is missing from what is measured.
/// </summary>
internal sealed class Pipe : IDisposable
{
    private readonly int _port;
    private readonly IPAddress? _from;
    private Socket? _socket;
    private byte[] _buffer = new byte[64 * 1024];
    private int _filled;
    private int _head;
    private int _bodyStart;

    /// <param name="port">Where to.</param>
    /// <param name="from">Address of this machine to come from; some limits are kept for each.</param>
    public Pipe(int port, IPAddress? from = null) => (_port, _from) = (port, from);

    /// <summary>Status of the last answer.</summary>
    public int Status { get; private set; }

    /// <summary>Bytes of the last answer's body.</summary>
    public int BodyLength { get; private set; }

    /// <summary>Body of the last answer; valid until the next request.</summary>
    public ReadOnlySpan<byte> Body => _buffer.AsSpan(_bodyStart, BodyLength);

    /// <summary>Room for a visitor's memory between requests on this connection.</summary>
    public object? State { get; set; }

    /// <summary>A GET as it goes over the wire.</summary>
    public static byte[] Get(string host, string path, string more = "") => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: */*\r\n{more}\r\n");

    /// <summary>A form as it goes over the wire.</summary>
    public static byte[] Post(string host, string path, string form, string more = "") =>
        Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: {host}\r\nAccept: text/html\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {form.Length}\r\n{more}\r\n{form}");

    /// <summary>A JSON body as it goes over the wire.</summary>
    public static byte[] PostJson(string host, string path, string json, string more = "") =>
        Encoding.UTF8.GetBytes($"POST {path} HTTP/1.1\r\nHost: {host}\r\nAccept: application/json\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n{more}\r\n{json}");

    /// <summary>Sends a request and reads the whole answer; answers its status.</summary>
    public int Send(ReadOnlySpan<byte> request)
    {
        _socket ??= Connect();
        _filled = 0;
        for (var sent = 0; sent < request.Length;) sent += _socket.Send(request[sent..]);
        while ((_head = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0) Receive();
        _bodyStart = _head + 4;
        Status = (_buffer[9] - '0') * 100 + (_buffer[10] - '0') * 10 + _buffer[11] - '0';
        if (Header("content-length"u8) is { Length: > 0 } length && Utf8Parser.TryParse(length, out int bytes, out _))
        {
            while (_filled - _bodyStart < bytes) Receive();
            BodyLength = bytes;
        }
        else if (Header("transfer-encoding"u8).Length > 0) BodyLength = ReadChunks();
        else BodyLength = 0;
        if (Header("connection"u8).SequenceEqual("close"u8)) Dispose();
        return Status;
    }

    /// <summary>Value of a header of the last answer; empty when it has none. The name in lower case.</summary>
    public ReadOnlySpan<byte> Header(ReadOnlySpan<byte> name)
    {
        var head = _buffer.AsSpan(0, _head + 2);
        for (var at = head.IndexOf("\r\n"u8) + 2; at < head.Length;)
        {
            var line = head[at..(at + head[at..].IndexOf("\r\n"u8))];
            if (line.Length > name.Length && line[name.Length] == ':' && Ascii.EqualsIgnoreCase(line[..name.Length], name)) return line[(name.Length + 1)..].Trim((byte)' ');
            at += line.Length + 2;
        }
        return [];
    }

    /// <summary>Text of the last answer's body.</summary>
    public string Text() => Encoding.UTF8.GetString(Body);

    public void Dispose()
    {
        _socket?.Dispose();
        _socket = null;
    }

    // Decodes in place: the pieces are moved together behind the head.
    private int ReadChunks()
    {
        var (read, write) = (_bodyStart, _bodyStart);
        while (true)
        {
            int end;
            while ((end = _buffer.AsSpan(read, _filled - read).IndexOf("\r\n"u8)) < 0) Receive();
            if (!Utf8Parser.TryParse(_buffer.AsSpan(read, end), out int size, out _, 'x')) throw new InvalidDataException("A chunk has no size.");
            read += end + 2;
            while (_filled - read < size + 2) Receive();
            if (size == 0) return write - _bodyStart;
            Buffer.BlockCopy(_buffer, read, _buffer, write, size);
            read += size + 2;
            write += size;
        }
    }

    private void Receive()
    {
        if (_filled == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        var got = _socket!.Receive(_buffer.AsSpan(_filled));
        if (got == 0) throw new IOException("The server closed the connection.");
        _filled += got;
    }

    private Socket Connect()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 30_000 };
        if (_from is not null) socket.Bind(new IPEndPoint(_from, 0));
        socket.Connect(IPAddress.Loopback, _port);
        return socket;
    }
}
