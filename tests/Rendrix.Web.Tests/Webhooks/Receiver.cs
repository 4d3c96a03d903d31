using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Rendrix.Web.Tests.Webhooks;

/// <summary>A program of a merchant's that is told things: keeps every request and answers as its path was told to.</summary>
internal sealed class Receiver : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<Received> _all = new();
    private readonly ConcurrentDictionary<string, (int Status, string Body, string? Location)> _answers = new();

    public Receiver()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Port = ((IPEndPoint)free.LocalEndpoint).Port;
        }
        _listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
        _listener.Start();
        _ = ServeAsync();
    }

    public int Port { get; }

    public string UrlOf(string path) => $"http://127.0.0.1:{Port}/{path}";

    public void Answer(string path, int status, string body = "", string? location = null) => _answers["/" + path] = (status, body, location);

    public List<Received> At(string path) => [.. _all.Where(r => r.Path == "/" + path)];

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try { context = await _listener.GetContextAsync(); }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException) { return; }
            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            var path = context.Request.Url!.AbsolutePath;
            _all.Enqueue(new Received(path, await reader.ReadToEndAsync(), context.Request.Headers["webhook-id"] ?? "", context.Request.Headers["webhook-timestamp"] ?? "", context.Request.Headers["webhook-signature"] ?? "", context.Request.ContentType ?? ""));
            var (status, body, location) = _answers.GetValueOrDefault(path, (204, "", null));
            context.Response.StatusCode = status;
            if (location is not null) context.Response.Headers["Location"] = location;
            try
            {
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or IOException) { /* the sender has read enough */ }
        }
    }
}

/// <summary>One request.</summary>
internal sealed record Received(string Path, string Body, string Id, string Timestamp, string Signature, string ContentType);
