using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Rendrix.Benchmarks.Editor;

/// <summary>A line of a certain length between browser and server: every byte arrives so much later, in both directions, and in order.</summary>
internal sealed class DelayProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _target;
    private readonly TimeSpan _oneWay;

    public DelayProxy(int target, TimeSpan oneWay)
    {
        (_target, _oneWay) = (target, oneWay);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync();
    }

    public int Port { get; }

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = CarryAsync(await _listener.AcceptTcpClientAsync(_end.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException) { /* the run is over */ }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var from = client;
        using var to = new TcpClient();
        from.NoDelay = to.NoDelay = true;
        try
        {
            await to.ConnectAsync(IPAddress.Loopback, _target, _end.Token);
            await Task.WhenAny(PassAsync(from.GetStream(), to.GetStream()), PassAsync(to.GetStream(), from.GetStream()));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException) { /* one side hung up */ }
    }

    private async Task PassAsync(NetworkStream from, NetworkStream to)
    {
        var line = Channel.CreateUnbounded<(long Due, byte[] Bytes)>();
        var deliver = Task.Run(async () =>
        {
            await foreach (var (due, bytes) in line.Reader.ReadAllAsync(_end.Token))
            {
                var wait = TimeProvider.System.GetElapsedTime(TimeProvider.System.GetTimestamp(), due);
                if (wait > TimeSpan.Zero) await Task.Delay(wait, _end.Token);
                await to.WriteAsync(bytes, _end.Token);
            }
        });
        var buffer = new byte[65536];
        for (int read; (read = await from.ReadAsync(buffer, _end.Token)) > 0;)
            line.Writer.TryWrite((TimeProvider.System.GetTimestamp() + (long)(_oneWay.TotalSeconds * TimeProvider.System.TimestampFrequency), buffer[..read]));
        line.Writer.Complete();
        await deliver;
    }
}
