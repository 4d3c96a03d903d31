using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rendrix.Web.Platform.Data.Migrations
{
    /// <inheritdoc />
    public partial class Domains : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "primary_domain",
                table: "stores",
                type: "character varying(253)",
                maxLength: 253,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "certified_at",
                table: "store_domains",
                type: "timestamptz",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "kept_until",
                table: "store_domains",
                type: "timestamptz",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "may_certify",
                table: "store_domains",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "likeness",
                table: "store_domains",
                type: "character varying(253)",
                maxLength: 253,
                nullable: false,
                computedColumnSql: "translate(replace(replace(replace(name, '-', ''), 'rn', 'm'), 'vv', 'w'), '01i534', 'ollsea')",
                stored: true);

            migrationBuilder.CreateTable(
                name: "domain_claims",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(253)", maxLength: 253, nullable: false),
                    token = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    is_primary = table.Column<bool>(type: "boolean", nullable: false),
                    findings = table.Column<string>(type: "jsonb", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamptz", nullable: false),
                    proven_at = table.Column<DateTimeOffset>(type: "timestamptz", nullable: true),
                    checked_at = table.Column<DateTimeOffset>(type: "timestamptz", nullable: true),
                    check_due_at = table.Column<DateTimeOffset>(type: "timestamptz", nullable: true),
                    good_at = table.Column<DateTimeOffset>(type: "timestamptz", nullable: true),
                    failing_since = table.Column<DateTimeOffset>(type: "timestamptz", nullable: true),
                    bad = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_domain_claims", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_domain_claims_store_id",
                        columns: x => new { x.tenant_id, x.store_id },
                        principalTable: "stores",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_store_domains_certified_at",
                table: "store_domains",
                column: "certified_at",
                filter: "certified_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_store_domains_kind_likeness",
                table: "store_domains",
                columns: new[] { "kind", "likeness" });

            migrationBuilder.CreateIndex(
                name: "ix_domain_claims_store_id",
                table: "domain_claims",
                columns: new[] { "tenant_id", "store_id" });

            migrationBuilder.CreateIndex(
                name: "ux_domain_claims_name",
                table: "domain_claims",
                columns: new[] { "tenant_id", "name" },
                unique: true);

            RowSecurity.Apply(migrationBuilder, TargetModel);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "domain_claims");

            migrationBuilder.DropIndex(
                name: "ix_store_domains_certified_at",
                table: "store_domains");

            migrationBuilder.DropIndex(
                name: "ix_store_domains_kind_likeness",
                table: "store_domains");

            migrationBuilder.DropColumn(
                name: "primary_domain",
                table: "stores");

            migrationBuilder.DropColumn(
                name: "likeness",
                table: "store_domains");

            migrationBuilder.DropColumn(
                name: "certified_at",
                table: "store_domains");

            migrationBuilder.DropColumn(
                name: "kept_until",
                table: "store_domains");

            migrationBuilder.DropColumn(
                name: "may_certify",
                table: "store_domains");
        }
    }
}
