using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rendrix.Web.Platform.Data.Migrations
{
    /// <inheritdoc />
    public partial class Search : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<List<string>>(
                name: "synonyms",
                table: "stores",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'::text[]");

            migrationBuilder.AddColumn<string>(
                name: "locale",
                table: "products",
                type: "character varying(35)",
                maxLength: 35,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "search_words",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    word = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_words", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_search_words_store_id",
                        columns: x => new { x.tenant_id, x.store_id },
                        principalTable: "stores",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ux_search_words_store_id_word",
                table: "search_words",
                columns: new[] { "tenant_id", "store_id", "word" },
                unique: true);

            RowSecurity.Apply(migrationBuilder, TargetModel);
            // The owner of the tables is bound by their policies too, unless it says otherwise for this statement.
            migrationBuilder.Sql("""
                alter table products no force row level security; alter table stores no force row level security;
                update products p set locale = s.locale from stores s where s.tenant_id = p.tenant_id and s.id = p.store_id;
                -- Texts were kept with numbers in the place of letters such as é and ü, which no search finds.
                do $$ begin for n in 160..255 loop update products set description = replace(description, '&#' || n || ';', chr(n)) where description like '%&#' || n || ';%'; end loop; end $$;
                alter table products force row level security; alter table stores force row level security;
                """);
            Rendrix.Web.Search.SearchWalls.Apply(migrationBuilder);
            migrationBuilder.Sql("""
                alter table products no force row level security; alter table search_words no force row level security;
                insert into search_words (tenant_id, id, store_id, word) select tenant_id, gen_random_uuid(), store_id, word from (
                  select distinct p.tenant_id, p.store_id, w.word from products p, regexp_split_to_table(p.search_name || ' ' || search_fold(array_to_string(p.tags, ' ')), '[[:space:][:punct:]]+') as w(word)
                  where length(w.word) between 3 and 40 and w.word !~ '^[0-9]+$') u;
                alter table products force row level security; alter table search_words force row level security;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop schema if exists search cascade; alter table products drop column search, drop column search_name; drop index ix_variants_sku_lower; drop function search_document(text, text, text, text[], jsonb, text, text); drop function search_language(text); drop function search_fold(text);");
            migrationBuilder.DropTable(
                name: "search_words");

            migrationBuilder.DropColumn(
                name: "synonyms",
                table: "stores");

            migrationBuilder.DropColumn(
                name: "locale",
                table: "products");
        }
    }
}
