using Rendrix.Benchmarks;
using Rendrix.Benchmarks.Editor;
using Rendrix.Benchmarks.Limits;

// One program, two uses: the report, and with --limits the small servers that the report compares with.
var options = Options.Parse(args);
if (options is null)
{
    Console.WriteLine(Options.Usage);
    return 0;
}
if (options.Limits is not null)
{
    await LimitServer.RunAsync(options.Limits);
    return 0;
}
try { await (options.Editor ? EditorBench.RunAsync(options) : options.SignUps ? TenantsBench.RunAsync(options) : options.Timing ? TimingBench.RunAsync(options) : options.Pool is not null ? PoolAttack.RunAsync(options) : options.Noisy ? NoisyBench.RunAsync(options) : Suite.RunAsync(options)); }
catch (Exception e)
{
    // A report is never a gate: what could not be measured is said, and the exit code stays 0.
    await Console.Error.WriteLineAsync($"The benchmarks stopped early: {e}");
}
return 0;
