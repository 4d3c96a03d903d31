namespace Rendrix.Web.Tests.Content;

/// <summary>The real time and what we let pass; timers run by the real one.</summary>
internal sealed class MovedClock : TimeProvider
{
    private long _passed;

    public TimeSpan Passed { get => new(Interlocked.Read(ref _passed)); set => Interlocked.Exchange(ref _passed, value.Ticks); }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Passed;
}
