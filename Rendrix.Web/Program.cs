using Rendrix.Web.Platform;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

var builder = WebApplication.CreateBuilder(args);
await using var start = new RendrixStart(builder.Configuration, builder.Environment);
try
{
    var (connections, data) = await start.PrepareAsync(CancellationToken.None);
    builder.Services.AddPlatform(connections, data).AddTenancy();
    var app = builder.Build();
    app.UseMiddleware<TenantMiddleware>();
    await app.RunAsync();
    return 0;
}
catch (StartupProblem problem)
{
    await Console.Error.WriteLineAsync("rendrix: " + problem.Message);
    return 1;
}

/// <summary>The program, visible to its tests.</summary>
public partial class Program;
