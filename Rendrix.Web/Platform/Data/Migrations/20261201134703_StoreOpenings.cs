using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rendrix.Web.Platform.Data.Migrations
{
    /// <inheritdoc />
    public partial class StoreOpenings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_usage_days_day_metric",
                table: "usage_days");

            migrationBuilder.AddColumn<Guid>(
                name: "shop_id",
                table: "usage_days",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<string>(
                name: "icon_url",
                table: "stores",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "logo_url",
                table: "stores",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "store_openings",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    target_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    subdomain = table.Column<string>(type: "character varying(63)", maxLength: 63, nullable: false),
                    industry = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    country = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    locale = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    step = table.Column<string>(type: "text", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    error = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    started_by = table.Column<Guid>(type: "uuid", nullable: false),
                    key_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamptz", nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamptz", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_store_openings", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ux_usage_days_day_metric_shop_id",
                table: "usage_days",
                columns: new[] { "tenant_id", "day", "metric", "shop_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_store_openings_target_id",
                table: "store_openings",
                columns: new[] { "tenant_id", "target_id" },
                unique: true);

            RowSecurity.Apply(migrationBuilder, TargetModel);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "store_openings");

            migrationBuilder.DropIndex(
                name: "ux_usage_days_day_metric_shop_id",
                table: "usage_days");

            migrationBuilder.DropColumn(
                name: "shop_id",
                table: "usage_days");

            migrationBuilder.DropColumn(
                name: "icon_url",
                table: "stores");

            migrationBuilder.DropColumn(
                name: "logo_url",
                table: "stores");

            migrationBuilder.CreateIndex(
                name: "ux_usage_days_day_metric",
                table: "usage_days",
                columns: new[] { "tenant_id", "day", "metric" },
                unique: true);
        }
    }
}
