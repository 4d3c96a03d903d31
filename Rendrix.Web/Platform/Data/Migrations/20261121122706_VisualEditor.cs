using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rendrix.Web.Platform.Data.Migrations
{
    /// <inheritdoc />
    public partial class VisualEditor : Migration
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

            migrationBuilder.AddColumn<Guid>(
                name: "template_id",
                table: "products",
                type: "uuid",
                nullable: true);

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

            migrationBuilder.AddColumn<Guid>(
                name: "blob_id",
                table: "media_files",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "crop",
                table: "media_files",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "crop_of",
                table: "media_files",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "focal_x",
                table: "media_files",
                type: "integer",
                nullable: false,
                defaultValue: 50);

            migrationBuilder.AddColumn<int>(
                name: "focal_y",
                table: "media_files",
                type: "integer",
                nullable: false,
                defaultValue: 50);

            migrationBuilder.AddColumn<int>(
                name: "frames",
                table: "media_files",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "tint",
                table: "media_files",
                type: "character varying(6)",
                maxLength: 6,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "template_id",
                table: "categories",
                type: "uuid",
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

            migrationBuilder.CreateTable(
                name: "saved_sections",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    blocks = table.Column<string>(type: "jsonb", nullable: false),
                    saved_by = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamptz", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saved_sections", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_saved_sections_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "organizations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "store_themes",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    draft = table.Column<string>(type: "jsonb", nullable: false),
                    draft_revision = table.Column<int>(type: "integer", nullable: false),
                    published_number = table.Column<int>(type: "integer", nullable: false),
                    published_revision = table.Column<int>(type: "integer", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamptz", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_store_themes", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_store_themes_store_id",
                        columns: x => new { x.tenant_id, x.store_id },
                        principalTable: "stores",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "theme_versions",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    tokens = table.Column<string>(type: "jsonb", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamptz", nullable: false),
                    published_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_theme_versions", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_theme_versions_store_id",
                        columns: x => new { x.tenant_id, x.store_id },
                        principalTable: "stores",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_media_files_blob_id",
                table: "media_files",
                columns: new[] { "tenant_id", "blob_id" },
                filter: "blob_id is not null");

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

            migrationBuilder.CreateIndex(
                name: "ux_saved_sections_name",
                table: "saved_sections",
                columns: new[] { "tenant_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_store_themes_store_id",
                table: "store_themes",
                columns: new[] { "tenant_id", "store_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_theme_versions_store_id_number",
                table: "theme_versions",
                columns: new[] { "tenant_id", "store_id", "number" },
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

            migrationBuilder.DropTable(
                name: "saved_sections");

            migrationBuilder.DropTable(
                name: "store_themes");

            migrationBuilder.DropTable(
                name: "theme_versions");

            migrationBuilder.DropIndex(
                name: "ix_media_files_blob_id",
                table: "media_files");

            migrationBuilder.DropColumn(
                name: "block_inaccessible",
                table: "stores");

            migrationBuilder.DropColumn(
                name: "template_id",
                table: "products");

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

            migrationBuilder.DropColumn(
                name: "blob_id",
                table: "media_files");

            migrationBuilder.DropColumn(
                name: "crop",
                table: "media_files");

            migrationBuilder.DropColumn(
                name: "crop_of",
                table: "media_files");

            migrationBuilder.DropColumn(
                name: "focal_x",
                table: "media_files");

            migrationBuilder.DropColumn(
                name: "focal_y",
                table: "media_files");

            migrationBuilder.DropColumn(
                name: "frames",
                table: "media_files");

            migrationBuilder.DropColumn(
                name: "tint",
                table: "media_files");

            migrationBuilder.DropColumn(
                name: "template_id",
                table: "categories");
        }
    }
}
