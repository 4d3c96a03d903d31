using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rendrix.Web.Platform.Data.Migrations
{
    /// <summary>Rules about templates stand in the row of the store, which every page of the shop has at hand.</summary>
    [DbContext(typeof(AppDb))]
    [Migration("20261130142500_StoreTemplateRules")]
    public partial class StoreTemplateRules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.AddColumn<string>(name: "template_rules", table: "stores", type: "jsonb", nullable: false, defaultValue: "[]");

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn(name: "template_rules", table: "stores");
    }
}
