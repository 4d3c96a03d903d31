namespace Rendrix.Web.Platform.Http;

/// <summary>
/// A request's body that is given up when nothing comes any more. The server's own least rate is an average from the first byte: who sends 400 kB at once
/// may then be silent for half an hour, with the connection and what waits behind it.
/// </summary>
/// <param name="body">What is read.</param>
/// <param name="patience">Longest silence while somebody reads.</param>
internal sealed class PatientBody(Stream body, TimeSpan patience) : Stream
{
    /// <summary>Longest silence of a caller: longer than a phone needs to change its mast.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public override bool CanRead => true;
    /// <inheritdoc/>
    public override bool CanSeek => false;
    /// <inheritdoc/>
    public override bool CanWrite => false;
    /// <inheritdoc/>
    public override long Length => body.Length;
    /// <inheritdoc/>
    public override long Position { get => body.Position; set => body.Position = value; }

    /// <inheritdoc/>
    /// <exception cref="BadHttpRequestException">408: nothing came for too long.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var waited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = body.ReadAsync(buffer, waited.Token);
        if (reading.IsCompleted) return await reading;
        waited.CancelAfter(patience);
        try { return await reading; }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested) { throw new BadHttpRequestException("The request stopped coming.", StatusCodes.Status408RequestTimeout); }
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => body.Read(buffer, offset, count);
    /// <inheritdoc/>
    public override void Flush() => body.Flush();
    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();
    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

/// <summary>Where bodies become patient.</summary>
internal static class PatientBodies
{
    /// <summary>Gives up requests whose bodies stop coming.</summary>
    public static IApplicationBuilder UsePatientBodies(this IApplicationBuilder app) => app.Use(static (http, next) =>
    {
        if (http.Request.ContentLength is > 0 || http.Request.Headers.TransferEncoding.Count > 0) http.Request.Body = new PatientBody(http.Request.Body, PatientBody.Patience);
        return next(http);
    });
}
