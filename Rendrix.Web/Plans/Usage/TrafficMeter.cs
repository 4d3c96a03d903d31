using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Plans.Usage;

/// <summary>Counts the bytes of answers that go to shoppers, as they go over the wire: after compression, and only what was asked for of a file in parts.</summary>
public sealed class TrafficMeter(RequestDelegate next, UsageMeter meter)
{
    /// <summary>Passes on, and counts when the request turned out to be a shopper's.</summary>
    public async Task InvokeAsync(HttpContext http, CurrentTenant tenant)
    {
        // The answer to a HEAD has no body, whatever is written.
        if (HttpMethods.IsHead(http.Request.Method) || http.Features.Get<IHttpResponseBodyFeature>() is not { } body) { await next(http); return; }
        var counted = new CountedBody(body);
        http.Features.Set<IHttpResponseBodyFeature>(counted);
        try { await next(http); }
        finally
        {
            http.Features.Set(body);
            if (tenant.IsStorefront) meter.AddTraffic(tenant.TenantId, tenant.StoreScope, counted.Bytes);
        }
    }

    // Stands outside of everything that writes: pipe, stream and file all come through here once.
    private sealed class CountedBody(IHttpResponseBodyFeature inner) : IHttpResponseBodyFeature
    {
        private CountedWriter? _writer;
        private CountedStream? _stream;

        public long Bytes { get; set; }

        public Stream Stream => _stream ??= new CountedStream(this, inner.Stream);

        public PipeWriter Writer => _writer ??= new CountedWriter(this, inner.Writer);

        public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default)
        {
            Bytes += count ?? Math.Max(0, new FileInfo(path).Length - offset);
            return inner.SendFileAsync(path, offset, count, cancellationToken);
        }

        public void DisableBuffering() => inner.DisableBuffering();

        public Task StartAsync(CancellationToken cancellationToken = default) => inner.StartAsync(cancellationToken);

        public Task CompleteAsync() => inner.CompleteAsync();
    }

    private sealed class CountedWriter(CountedBody body, PipeWriter inner) : PipeWriter
    {
        public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;
        public override long UnflushedBytes => inner.UnflushedBytes;

        public override void Advance(int bytes)
        {
            body.Bytes += bytes;
            inner.Advance(bytes);
        }

        public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);
        public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);
        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => inner.FlushAsync(cancellationToken);
        public override void CancelPendingFlush() => inner.CancelPendingFlush();
        public override void Complete(Exception? exception = null) => inner.Complete(exception);
        public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

        public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
        {
            body.Bytes += source.Length;
            return inner.WriteAsync(source, cancellationToken);
        }
    }

    private sealed class CountedStream(CountedBody body, Stream inner) : Stream
    {
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => inner.CanWrite;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count)
        {
            body.Bytes += count;
            inner.Write(buffer, offset, count);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            body.Bytes += count;
            return inner.WriteAsync(buffer, offset, count, cancellationToken);
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            body.Bytes += buffer.Length;
            return inner.WriteAsync(buffer, cancellationToken);
        }

        public override void Flush() => inner.Flush();
        public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
