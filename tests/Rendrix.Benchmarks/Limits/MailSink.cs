using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Rendrix.Benchmarks.Limits;

/// <summary>The least of an SMTP server: takes every mail and forgets it.</summary>
internal static class MailSink
{
    public static async Task RunAsync(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        while (true) _ = TalkAsync(await listener.AcceptTcpClientAsync());
    }

    private static async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.ASCII);
                await SayAsync("220 sink");
                while (await reader.ReadLineAsync() is { } line)
                {
                    if (line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase))
                    {
                        await SayAsync("354 go on");
                        while (await reader.ReadLineAsync() is { } text && text != ".") { }
                    }
                    await SayAsync(line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase) ? "221 bye" : "250 ok");
                }

                Task SayAsync(string text) => stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n")).AsTask();
            }
            catch (IOException) { /* the other side hung up */ }
        }
    }
}
