using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rendrix.Web.Platform.Data.Migrations
{
    /// <inheritdoc />
    public partial class Reviews : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "hold_reviews",
                table: "stores",
                type: "boolean",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<string>(
                name: "review_writers",
                table: "stores",
                type: "character varying(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "buyers");

            migrationBuilder.AddColumn<List<int>>(
                name: "ratings",
                table: "products",
                type: "integer[]",
                nullable: false,
                defaultValueSql: "'{0,0,0,0,0}'::integer[]");

            migrationBuilder.CreateTable(
                name: "reviews",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    product_id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_line_id = table.Column<Guid>(type: "uuid", nullable: true),
                    stars = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    text = table.Column<string>(type: "character varying(5000)", maxLength: 5000, nullable: false),
                    author = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    reply = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    replied_at = table.Column<DateTimeOffset>(type: "timestamptz", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamptz", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamptz", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews", x => new { x.tenant_id, x.id });
                    table.CheckConstraint("ck_reviews_stars", "stars between 1 and 5");
                    table.ForeignKey(
                        name: "fk_reviews_product_id",
                        columns: x => new { x.tenant_id, x.product_id },
                        principalTable: "products",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_reviews_store_id",
                        columns: x => new { x.tenant_id, x.store_id },
                        principalTable: "stores",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_reviews_product_id_status_id",
                table: "reviews",
                columns: new[] { "tenant_id", "product_id", "status", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_reviews_store_id_status_id",
                table: "reviews",
                columns: new[] { "tenant_id", "store_id", "status", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_reviews_order_line_id",
                table: "reviews",
                columns: new[] { "tenant_id", "order_line_id" },
                unique: true,
                filter: "order_line_id is not null");

            RowSecurity.Apply(migrationBuilder, TargetModel);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "reviews");

            migrationBuilder.DropColumn(
                name: "hold_reviews",
                table: "stores");

            migrationBuilder.DropColumn(
                name: "review_writers",
                table: "stores");

            migrationBuilder.DropColumn(
                name: "ratings",
                table: "products");
        }
    }
}
