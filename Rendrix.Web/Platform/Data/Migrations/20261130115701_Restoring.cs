using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rendrix.Web.Platform.Data.Migrations
{
    /// <inheritdoc />
    public partial class Restoring : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_pages_store_id_slug",
                table: "pages");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "deleted_at",
                table: "pages",
                type: "timestamptz",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "replaced",
                table: "media_files",
                type: "text",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ux_pages_store_id_slug",
                table: "pages",
                columns: new[] { "tenant_id", "store_id", "slug" },
                unique: true,
                filter: "deleted_at is null");

            RowSecurity.Apply(migrationBuilder, TargetModel);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_pages_store_id_slug",
                table: "pages");

            migrationBuilder.DropColumn(
                name: "deleted_at",
                table: "pages");

            migrationBuilder.DropColumn(
                name: "replaced",
                table: "media_files");

            migrationBuilder.CreateIndex(
                name: "ux_pages_store_id_slug",
                table: "pages",
                columns: new[] { "tenant_id", "store_id", "slug" },
                unique: true);
        }
    }
}
