using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rendrix.Web.Platform.Data.Migrations
{
    /// <inheritdoc />
    public partial class Inventory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_stock_movements_order_line_id_reason",
                table: "stock_movements");

            migrationBuilder.DropColumn(
                name: "location",
                table: "stock_movements");

            migrationBuilder.AddColumn<int>(
                name: "low_stock_at",
                table: "variants",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "committed",
                table: "stock_movements",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "incoming",
                table: "stock_movements",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "location_id",
                table: "stock_movements",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<string>(
                name: "note",
                table: "stock_movements",
                type: "character varying(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "transfer_id",
                table: "stock_movements",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "user_id",
                table: "stock_movements",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "locations",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    name_lower = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    address = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    sells = table.Column<bool>(type: "boolean", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamptz", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_locations", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_locations_store_id",
                        columns: x => new { x.tenant_id, x.store_id },
                        principalTable: "stores",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "stock_reservations",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cart_id = table.Column<Guid>(type: "uuid", nullable: false),
                    variant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamptz", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stock_reservations", x => new { x.tenant_id, x.id });
                    table.CheckConstraint("ck_stock_reservations_quantity", "quantity > 0");
                    table.ForeignKey(
                        name: "fk_stock_reservations_cart_id",
                        columns: x => new { x.tenant_id, x.cart_id },
                        principalTable: "carts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_stock_reservations_store_id",
                        columns: x => new { x.tenant_id, x.store_id },
                        principalTable: "stores",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_stock_reservations_variant_id",
                        columns: x => new { x.tenant_id, x.variant_id },
                        principalTable: "variants",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "stock_levels",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    variant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    location_id = table.Column<Guid>(type: "uuid", nullable: false),
                    available = table.Column<int>(type: "integer", nullable: false),
                    committed = table.Column<int>(type: "integer", nullable: false),
                    incoming = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stock_levels", x => new { x.tenant_id, x.id });
                    table.CheckConstraint("ck_stock_levels_not_negative", "committed >= 0 and incoming >= 0");
                    table.ForeignKey(
                        name: "fk_stock_levels_location_id",
                        columns: x => new { x.tenant_id, x.location_id },
                        principalTable: "locations",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_stock_levels_store_id",
                        columns: x => new { x.tenant_id, x.store_id },
                        principalTable: "stores",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_stock_levels_variant_id",
                        columns: x => new { x.tenant_id, x.variant_id },
                        principalTable: "variants",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "stock_transfers",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    from_id = table.Column<Guid>(type: "uuid", nullable: true),
                    to_id = table.Column<Guid>(type: "uuid", nullable: false),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    note = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    expected_on = table.Column<DateOnly>(type: "date", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamptz", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamptz", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamptz", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stock_transfers", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_stock_transfers_from_id",
                        columns: x => new { x.tenant_id, x.from_id },
                        principalTable: "locations",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_stock_transfers_store_id",
                        columns: x => new { x.tenant_id, x.store_id },
                        principalTable: "stores",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_stock_transfers_to_id",
                        columns: x => new { x.tenant_id, x.to_id },
                        principalTable: "locations",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "stock_transfer_lines",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    transfer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    variant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    received = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stock_transfer_lines", x => new { x.tenant_id, x.id });
                    table.CheckConstraint("ck_stock_transfer_lines_received", "quantity > 0 and received between 0 and quantity");
                    table.ForeignKey(
                        name: "fk_stock_transfer_lines_store_id",
                        columns: x => new { x.tenant_id, x.store_id },
                        principalTable: "stores",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_stock_transfer_lines_transfer_id",
                        columns: x => new { x.tenant_id, x.transfer_id },
                        principalTable: "stock_transfers",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_stock_transfer_lines_variant_id",
                        columns: x => new { x.tenant_id, x.variant_id },
                        principalTable: "variants",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_stock_movements_location_id",
                table: "stock_movements",
                columns: new[] { "tenant_id", "location_id" });

            migrationBuilder.CreateIndex(
                name: "ix_stock_movements_store_id_id",
                table: "stock_movements",
                columns: new[] { "tenant_id", "store_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_stock_movements_order_line_id_reason_location_id",
                table: "stock_movements",
                columns: new[] { "tenant_id", "order_line_id", "reason", "location_id" },
                unique: true,
                filter: "order_line_id is not null");

            migrationBuilder.CreateIndex(
                name: "ux_locations_store_id_name_lower",
                table: "locations",
                columns: new[] { "tenant_id", "store_id", "name_lower" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_stock_levels_location_id",
                table: "stock_levels",
                columns: new[] { "tenant_id", "location_id" });

            migrationBuilder.CreateIndex(
                name: "ux_stock_levels_variant_id_location_id",
                table: "stock_levels",
                columns: new[] { "tenant_id", "variant_id", "location_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_stock_reservations_variant_id",
                table: "stock_reservations",
                columns: new[] { "tenant_id", "variant_id" });

            migrationBuilder.CreateIndex(
                name: "ux_stock_reservations_cart_id_variant_id",
                table: "stock_reservations",
                columns: new[] { "tenant_id", "cart_id", "variant_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_stock_transfer_lines_transfer_id_variant_id",
                table: "stock_transfer_lines",
                columns: new[] { "tenant_id", "transfer_id", "variant_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_stock_transfers_store_id_number",
                table: "stock_transfers",
                columns: new[] { "tenant_id", "store_id", "number" },
                unique: true);

            RowSecurity.Apply(migrationBuilder, TargetModel);
            // Before the reference to locations: every store gets its first one, and what has moved so far moved there. What orders took and has not left is held by them.
            migrationBuilder.Sql("""
                alter table stores no force row level security; alter table locations no force row level security; alter table stock_movements no force row level security; alter table stock_levels no force row level security;
                alter table orders no force row level security; alter table order_lines no force row level security; alter table variants no force row level security;
                insert into locations (tenant_id, id, store_id, name, name_lower, address, sells, position, created_at, version) select tenant_id, id, id, 'Main location', 'main location', '', true, 0, created_at, 0 from stores;
                update stock_movements set location_id = store_id, committed = case when reason = 'sold' then -delta else 0 end;
                update stock_movements m set committed = -m.delta from order_lines l join orders o on o.tenant_id = l.tenant_id and o.id = l.order_id
                  where m.reason = 'restocked' and l.tenant_id = m.tenant_id and l.id = m.order_line_id and o.status = 'cancelled';
                insert into stock_movements (tenant_id, id, store_id, variant_id, location_id, delta, committed, incoming, reason, order_line_id, note, at)
                  select m.tenant_id, gen_random_uuid(), m.store_id, m.variant_id, m.location_id, 0, -m.committed, 0, case when o.status = 'cancelled' then 'written_off' else 'fulfilled' end, m.order_line_id, '', greatest(m.at, o.placed_at)
                  from stock_movements m join order_lines l on l.tenant_id = m.tenant_id and l.id = m.order_line_id join orders o on o.tenant_id = l.tenant_id and o.id = l.order_id
                  where m.reason = 'sold' and (o.fulfilment_status in ('fulfilled', 'delivered', 'returned')
                    or o.status = 'cancelled' and not exists (select 1 from stock_movements r where r.tenant_id = m.tenant_id and r.order_line_id = m.order_line_id and r.reason = 'restocked'));
                -- Where the trail does not explain the number on hand (counting was switched on later), one entry does.
                insert into stock_movements (tenant_id, id, store_id, variant_id, location_id, delta, committed, incoming, reason, note, at)
                  select v.tenant_id, gen_random_uuid(), v.store_id, v.id, v.store_id, v.quantity - coalesce(s.sum, 0), 0, 0, 'adjusted', 'Brought over', now()
                  from variants v left join (select tenant_id, variant_id, sum(delta)::int as sum from stock_movements group by tenant_id, variant_id) s on s.tenant_id = v.tenant_id and s.variant_id = v.id
                  where v.quantity <> coalesce(s.sum, 0);
                insert into stock_levels (tenant_id, id, store_id, variant_id, location_id, available, committed, incoming)
                  select tenant_id, gen_random_uuid(), store_id, variant_id, location_id, sum(delta), sum(committed), sum(incoming) from stock_movements group by tenant_id, store_id, variant_id, location_id;
                alter table stores force row level security; alter table locations force row level security; alter table stock_movements force row level security; alter table stock_levels force row level security;
                alter table orders force row level security; alter table order_lines force row level security; alter table variants force row level security;
                """);

            migrationBuilder.AddForeignKey(
                name: "fk_stock_movements_location_id",
                table: "stock_movements",
                columns: new[] { "tenant_id", "location_id" },
                principalTable: "locations",
                principalColumns: new[] { "tenant_id", "id" },
                onDelete: ReferentialAction.Cascade);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_stock_movements_location_id",
                table: "stock_movements");

            migrationBuilder.DropTable(
                name: "stock_levels");

            migrationBuilder.DropTable(
                name: "stock_reservations");

            migrationBuilder.DropTable(
                name: "stock_transfer_lines");

            migrationBuilder.DropTable(
                name: "stock_transfers");

            migrationBuilder.DropTable(
                name: "locations");

            migrationBuilder.DropIndex(
                name: "ix_stock_movements_location_id",
                table: "stock_movements");

            migrationBuilder.DropIndex(
                name: "ix_stock_movements_store_id_id",
                table: "stock_movements");

            migrationBuilder.DropIndex(
                name: "ux_stock_movements_order_line_id_reason_location_id",
                table: "stock_movements");

            migrationBuilder.DropColumn(
                name: "low_stock_at",
                table: "variants");

            migrationBuilder.DropColumn(
                name: "committed",
                table: "stock_movements");

            migrationBuilder.DropColumn(
                name: "incoming",
                table: "stock_movements");

            migrationBuilder.DropColumn(
                name: "location_id",
                table: "stock_movements");

            migrationBuilder.DropColumn(
                name: "note",
                table: "stock_movements");

            migrationBuilder.DropColumn(
                name: "transfer_id",
                table: "stock_movements");

            migrationBuilder.DropColumn(
                name: "user_id",
                table: "stock_movements");

            migrationBuilder.AddColumn<string>(
                name: "location",
                table: "stock_movements",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateIndex(
                name: "ux_stock_movements_order_line_id_reason",
                table: "stock_movements",
                columns: new[] { "tenant_id", "order_line_id", "reason" },
                unique: true,
                filter: "order_line_id is not null");
        }
    }
}
