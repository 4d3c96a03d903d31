using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Rendrix.Web.Platform.Data;

/// <summary>Lets `dotnet ef migrations add` see the model without starting the program or a database.</summary>
internal sealed class DesignTimeAppDb : IDesignTimeDbContextFactory<AppDb>
{
    public AppDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<AppDb>().UseNpgsql("Host=design-time").Options);
}
