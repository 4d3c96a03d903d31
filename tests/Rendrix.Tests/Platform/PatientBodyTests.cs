using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Tests.Platform;

public sealed class PatientBodyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_body_that_falls_silent_is_given_up_and_what_came_before_was_read()
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        await pipe.Writer.WriteAsync(new byte[400_000], Ct);
        await using var body = new PatientBody(pipe.Reader.AsStream(), TimeSpan.FromMilliseconds(50));
        var buffer = new byte[400_000];
        await body.ReadExactlyAsync(buffer, Ct);
        var late = await Assert.ThrowsAsync<BadHttpRequestException>(async () => await body.ReadExactlyAsync(buffer.AsMemory(0, 1), Ct));
        Assert.Equal(408, late.StatusCode);
    }

    [Fact]
    public async Task Who_hangs_up_meanwhile_is_not_called_late()
    {
        await using var body = new PatientBody(new Pipe().Reader.AsStream(), TimeSpan.FromMinutes(1));
        using var gone = new CancellationTokenSource();
        var reading = body.ReadAsync(new byte[1], gone.Token).AsTask();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task Slow_but_steady_bodies_are_read_to_their_end()
    {
        var pipe = new Pipe();
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 5; i++)
            {
                await Task.Delay(100, Ct);
                await pipe.Writer.WriteAsync(new byte[10], Ct);
            }
            await pipe.Writer.CompleteAsync();
        }, Ct);
        await using var body = new PatientBody(pipe.Reader.AsStream(), TimeSpan.FromSeconds(20));
        using var all = new MemoryStream();
        await body.CopyToAsync(all, Ct);
        await writing;
        Assert.Equal(50, all.Length);
    }
}
