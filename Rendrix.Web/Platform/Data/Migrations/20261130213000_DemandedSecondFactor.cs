using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rendrix.Web.Platform.Data.Migrations
{
    /// <inheritdoc />
    public partial class DemandedSecondFactor : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "demands_second_factor",
                table: "organizations",
                type: "boolean",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "demands_second_factor",
                table: "organizations");
        }
    }
}
