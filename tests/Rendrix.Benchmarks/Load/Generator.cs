using System.Diagnostics;

namespace Rendrix.Benchmarks.Load;

/// <summary>What one measurement found.</summary>
/// <param name="PerSecond">Units of work done per second.</param>
/// <param name="P50">Median time of a unit, ms.</param>
/// <param name="P95">95 of 100 took at most so long, ms.</param>
/// <param name="P99">99 of 100 took at most so long, ms.</param>
/// <param name="Failed">Units with a wrong answer; not counted in the others.</param>
internal sealed record Sample(double PerSecond, double P50, double P95, double P99, int Failed)
{
    /// <summary>The median of several measurements, figure by figure; failures add up.</summary>
    public static Sample MedianOf(IReadOnlyCollection<Sample> samples)
    {
        return new Sample(Median(s => s.PerSecond), Median(s => s.P50), Median(s => s.P95), Median(s => s.P99), samples.Sum(s => s.Failed));

        double Median(Func<Sample, double> of) => samples.Select(of).Order().ElementAt(samples.Count / 2);
    }
}

/// <summary>A unit of work: the place in the row of workers, and false when the answer was wrong. Null ends the measurement early: nothing is left to do.</summary>
internal delegate bool? Unit<in TLine>(TLine line, int worker);

/// <summary>Keeps some connections busy for some seconds: each its own thread, the next request after the last answer, no pauses.</summary>
internal static class Generator
{
    /// <summary>Measures HTTP requests on keep-alive connections.</summary>
    public static Sample Run(int port, int connections, double seconds, Unit<Pipe> unit) => Run(() => new Pipe(port), connections, seconds, unit, null);

    /// <summary>Measures any work; each worker makes its own line to the server first, and may rest between two units, which counts for neither.</summary>
    public static Sample Run<TLine>(Func<TLine> connect, int workers, double seconds, Unit<TLine> unit, Action? pause = null) where TLine : IDisposable
    {
        var length = TimeSpan.FromSeconds(seconds);
        var times = new List<long>[workers];
        var failed = 0;
        Exception? broken = null;
        using var ready = new CountdownEvent(workers);
        using var go = new ManualResetEventSlim();
        long began = 0;
        var threads = Enumerable.Range(0, workers).Select(worker => new Thread(() =>
        {
            var mine = times[worker] = new List<long>(1 << 14);
            using var line = connect();
            ready.Signal();
            go.Wait();
            try
            {
                while (Stopwatch.GetElapsedTime(Interlocked.Read(ref began)) < length)
                {
                    var start = Stopwatch.GetTimestamp();
                    var well = unit(line, worker);
                    if (well is null) return;
                    if (well.Value) mine.Add(Stopwatch.GetTimestamp() - start);
                    else Interlocked.Increment(ref failed);
                    pause?.Invoke();
                }
            }
            catch (Exception e) { broken ??= e; }
        })
        { IsBackground = true }).ToList();
        foreach (var thread in threads) thread.Start();
        ready.Wait();
        Interlocked.Exchange(ref began, Stopwatch.GetTimestamp());
        go.Set();
        foreach (var thread in threads) thread.Join();
        var took = Stopwatch.GetElapsedTime(began).TotalSeconds;
        if (broken is not null) throw new InvalidOperationException($"The load could not be kept up: {broken.Message}", broken);

        var all = times.SelectMany(t => t).ToArray();
        Array.Sort(all);
        return new Sample(all.Length / took, At(0.50), At(0.95), At(0.99), failed);

        double At(double share) => all.Length == 0 ? 0 : all[Math.Min(all.Length - 1, (int)(all.Length * share))] * 1000.0 / Stopwatch.Frequency;
    }
}
