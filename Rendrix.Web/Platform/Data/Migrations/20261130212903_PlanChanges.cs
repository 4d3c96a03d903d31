using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rendrix.Web.Platform.Data.Migrations
{
    /// <inheritdoc />
    public partial class PlanChanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "next_interval",
                table: "subscriptions",
                type: "text",
                nullable: false,
                defaultValue: "month");

            migrationBuilder.AddColumn<string>(
                name: "next_plan_code",
                table: "subscriptions",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "next_price_minor",
                table: "subscriptions",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "suspended_by",
                table: "organizations",
                type: "character varying(255)",
                maxLength: 255,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "reverse_charge",
                table: "invoices",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "tax_basis_points",
                table: "invoices",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "tax_minor",
                table: "invoices",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "country",
                table: "billing_accounts",
                type: "character varying(2)",
                maxLength: 2,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "usage_notices",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    month = table.Column<DateOnly>(type: "date", nullable: false),
                    resource = table.Column<string>(type: "text", nullable: false),
                    percent = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamptz", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_notices", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ux_usage_notices_month_resource_percent",
                table: "usage_notices",
                columns: new[] { "tenant_id", "month", "resource", "percent" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_subscriptions_next_plan_code",
                table: "subscriptions",
                column: "next_plan_code",
                principalTable: "plans",
                principalColumn: "code",
                onDelete: ReferentialAction.Restrict);

            RowSecurity.Apply(migrationBuilder, TargetModel);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_subscriptions_next_plan_code",
                table: "subscriptions");

            migrationBuilder.DropTable(
                name: "usage_notices");

            migrationBuilder.DropColumn(
                name: "next_interval",
                table: "subscriptions");

            migrationBuilder.DropColumn(
                name: "next_plan_code",
                table: "subscriptions");

            migrationBuilder.DropColumn(
                name: "next_price_minor",
                table: "subscriptions");

            migrationBuilder.DropColumn(
                name: "suspended_by",
                table: "organizations");

            migrationBuilder.DropColumn(
                name: "reverse_charge",
                table: "invoices");

            migrationBuilder.DropColumn(
                name: "tax_basis_points",
                table: "invoices");

            migrationBuilder.DropColumn(
                name: "tax_minor",
                table: "invoices");

            migrationBuilder.DropColumn(
                name: "country",
                table: "billing_accounts");
        }
    }
}
