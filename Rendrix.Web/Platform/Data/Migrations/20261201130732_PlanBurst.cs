using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rendrix.Web.Platform.Data.Migrations
{
    /// <inheritdoc />
    public partial class PlanBurst : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "api_burst",
                table: "plans",
                type: "integer",
                nullable: true);

            // 500 calls a minute for everybody the price list limits at all; people of the platform change it.
            migrationBuilder.Sql("update plans set api_burst = 500 where api_calls is not null");
            // Until now whoever could cancel could give money back. Nobody loses that: what was given as one right is two.
            foreach (var (table, column) in new[] { ("custom_roles", "permissions"), ("invitations", "permissions"), ("invitations", "stores"), ("memberships", "permissions"), ("memberships", "stores"), ("api_keys", "permissions") })
                migrationBuilder.Sql($"""update {table} set {column} = replace({column}::text, '"orders.write"', '"orders.write", "orders.refund"')::jsonb where {column}::text like '%"orders.write"%'""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "api_burst",
                table: "plans");
        }
    }
}
