using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rendrix.Web.Platform.Data.Migrations
{
    /// <inheritdoc />
    public partial class Publishing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "block_inaccessible",
                table: "stores",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "canonical",
                table: "pages",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "no_index",
                table: "pages",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "review_asked_at",
                table: "pages",
                type: "timestamptz",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "review_asked_by",
                table: "pages",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "review_note",
                table: "pages",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "social_image",
                table: "pages",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "note",
                table: "page_versions",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "restored_from",
                table: "page_versions",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "page_schedules",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    page_id = table.Column<Guid>(type: "uuid", nullable: false),
                    document = table.Column<string>(type: "jsonb", nullable: false),
                    draft_revision = table.Column<int>(type: "integer", nullable: false),
                    publish_at = table.Column<DateTimeOffset>(type: "timestamptz", nullable: false),
                    revert_at = table.Column<DateTimeOffset>(type: "timestamptz", nullable: true),
                    note = table.Column<string>(type: "text", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamptz", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    published_number = table.Column<int>(type: "integer", nullable: true),
                    before_number = table.Column<int>(type: "integer", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_page_schedules", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_page_schedules_page_id",
                        columns: x => new { x.tenant_id, x.page_id },
                        principalTable: "pages",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_page_schedules_store_id",
                        columns: x => new { x.tenant_id, x.store_id },
                        principalTable: "stores",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "preview_links",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    page_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamptz", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: true),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamptz", nullable: false),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamptz", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_preview_links", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_preview_links_page_id",
                        columns: x => new { x.tenant_id, x.page_id },
                        principalTable: "pages",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_preview_links_store_id",
                        columns: x => new { x.tenant_id, x.store_id },
                        principalTable: "stores",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "redirects",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    to = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    automatic = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamptz", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_redirects", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_redirects_store_id",
                        columns: x => new { x.tenant_id, x.store_id },
                        principalTable: "stores",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_page_schedules_page_id",
                table: "page_schedules",
                columns: new[] { "tenant_id", "page_id" });

            migrationBuilder.CreateIndex(
                name: "ix_page_schedules_store_id_publish_at",
                table: "page_schedules",
                columns: new[] { "tenant_id", "store_id", "publish_at" });

            migrationBuilder.CreateIndex(
                name: "ix_preview_links_page_id",
                table: "preview_links",
                columns: new[] { "tenant_id", "page_id" });

            migrationBuilder.CreateIndex(
                name: "ix_redirects_store_id_to",
                table: "redirects",
                columns: new[] { "tenant_id", "store_id", "to" });

            migrationBuilder.CreateIndex(
                name: "ux_redirects_store_id_from",
                table: "redirects",
                columns: new[] { "tenant_id", "store_id", "from" },
                unique: true);
            RowSecurity.Apply(migrationBuilder, TargetModel);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "page_schedules");

            migrationBuilder.DropTable(
                name: "preview_links");

            migrationBuilder.DropTable(
                name: "redirects");

            migrationBuilder.DropColumn(
                name: "block_inaccessible",
                table: "stores");

            migrationBuilder.DropColumn(
                name: "canonical",
                table: "pages");

            migrationBuilder.DropColumn(
                name: "no_index",
                table: "pages");

            migrationBuilder.DropColumn(
                name: "review_asked_at",
                table: "pages");

            migrationBuilder.DropColumn(
                name: "review_asked_by",
                table: "pages");

            migrationBuilder.DropColumn(
                name: "review_note",
                table: "pages");

            migrationBuilder.DropColumn(
                name: "social_image",
                table: "pages");

            migrationBuilder.DropColumn(
                name: "note",
                table: "page_versions");

            migrationBuilder.DropColumn(
                name: "restored_from",
                table: "page_versions");
        }
    }
}
