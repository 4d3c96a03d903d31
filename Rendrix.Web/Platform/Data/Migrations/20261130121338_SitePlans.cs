using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rendrix.Web.Platform.Data.Migrations
{
    /// <inheritdoc />
    public partial class SitePlans : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "site_plans",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    publish_at = table.Column<DateTimeOffset>(type: "timestamptz", nullable: false),
                    revert_at = table.Column<DateTimeOffset>(type: "timestamptz", nullable: true),
                    page_count = table.Column<int>(type: "integer", nullable: false),
                    theme = table.Column<string>(type: "jsonb", nullable: true),
                    theme_revision = table.Column<int>(type: "integer", nullable: false),
                    theme_number = table.Column<int>(type: "integer", nullable: true),
                    theme_before = table.Column<int>(type: "integer", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamptz", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_site_plans", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_site_plans_store_id",
                        columns: x => new { x.tenant_id, x.store_id },
                        principalTable: "stores",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "site_plan_pages",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    page_id = table.Column<Guid>(type: "uuid", nullable: false),
                    document = table.Column<string>(type: "jsonb", nullable: false),
                    draft_revision = table.Column<int>(type: "integer", nullable: false),
                    published_number = table.Column<int>(type: "integer", nullable: true),
                    before_number = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_site_plan_pages", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_site_plan_pages_page_id",
                        columns: x => new { x.tenant_id, x.page_id },
                        principalTable: "pages",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_site_plan_pages_plan_id",
                        columns: x => new { x.tenant_id, x.plan_id },
                        principalTable: "site_plans",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_site_plan_pages_store_id",
                        columns: x => new { x.tenant_id, x.store_id },
                        principalTable: "stores",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_site_plan_pages_page_id",
                table: "site_plan_pages",
                columns: new[] { "tenant_id", "page_id" });

            migrationBuilder.CreateIndex(
                name: "ux_site_plan_pages_plan_id_page_id",
                table: "site_plan_pages",
                columns: new[] { "tenant_id", "plan_id", "page_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_site_plans_store_id_publish_at",
                table: "site_plans",
                columns: new[] { "tenant_id", "store_id", "publish_at" });

            RowSecurity.Apply(migrationBuilder, TargetModel);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "site_plan_pages");

            migrationBuilder.DropTable(
                name: "site_plans");
        }
    }
}
