using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rendrix.Web.Platform.Data.Migrations
{
    /// <summary>The table of hosts is read before a tenant is known, and written by its tenant alone.</summary>
    [DbContext(typeof(AppDb))]
    [Migration("20261130114500_DomainWalls")]
    public partial class DomainWalls : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => RowSecurity.ApplyToDomains(migrationBuilder);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("alter table store_domains disable row level security; alter table store_domains no force row level security;");
    }
}
