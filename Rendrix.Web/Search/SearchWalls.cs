using Microsoft.EntityFrameworkCore.Migrations;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Search;

/// <summary>
/// What searching needs of the database itself. Operators of text search and of trigrams are not leakproof, so under row security their indexes are never
/// used; the functions below therefore run as the role that the policies do not bind. They take the tenant from the transaction's setting, like the
/// policies do, name it and the store in every table reference, keep to a store that is set, and answer ids of products or words, nothing else (docs/decisions/0082).
/// The document of a product is a generated column: whoever writes the row, by whatever way, cannot leave it behind.
/// </summary>
internal static class SearchWalls
{
    /// <summary>Schema of the functions; it belongs to the role that bypasses.</summary>
    public const string Schema = "search";

    /// <summary>Run before the migrations, as whoever may create extensions; all four are trusted ones.</summary>
    public const string Extensions = """
        create extension if not exists pg_trgm;
        create extension if not exists unaccent;
        create extension if not exists btree_gin;
        create extension if not exists fuzzystrmatch;
        -- Loads the library into this session: a function that sets a parameter of it may be written by whoever is no superuser only once it is known here.
        select similarity('', '');
        """;

    /// <summary>Called by the migration: folding, the documents of products, their indexes.</summary>
    public static void Apply(MigrationBuilder migration) => migration.Sql("""
        create function search_fold(words text) returns text language sql immutable strict parallel safe as $$ select lower(public.unaccent('public.unaccent'::regdictionary, words)) $$;

        create function search_language(locale text) returns regconfig language sql immutable parallel safe as $$
          select case split_part(lower(locale), '-', 1)
            when 'ar' then 'pg_catalog.arabic'::regconfig when 'hy' then 'pg_catalog.armenian'::regconfig when 'eu' then 'pg_catalog.basque'::regconfig when 'ca' then 'pg_catalog.catalan'::regconfig
            when 'da' then 'pg_catalog.danish'::regconfig when 'nl' then 'pg_catalog.dutch'::regconfig when 'en' then 'pg_catalog.english'::regconfig when 'fi' then 'pg_catalog.finnish'::regconfig
            when 'fr' then 'pg_catalog.french'::regconfig when 'de' then 'pg_catalog.german'::regconfig when 'el' then 'pg_catalog.greek'::regconfig when 'hi' then 'pg_catalog.hindi'::regconfig
            when 'hu' then 'pg_catalog.hungarian'::regconfig when 'id' then 'pg_catalog.indonesian'::regconfig when 'ga' then 'pg_catalog.irish'::regconfig when 'it' then 'pg_catalog.italian'::regconfig
            when 'lt' then 'pg_catalog.lithuanian'::regconfig when 'ne' then 'pg_catalog.nepali'::regconfig when 'nb' then 'pg_catalog.norwegian'::regconfig when 'nn' then 'pg_catalog.norwegian'::regconfig
            when 'no' then 'pg_catalog.norwegian'::regconfig when 'pt' then 'pg_catalog.portuguese'::regconfig when 'ro' then 'pg_catalog.romanian'::regconfig when 'ru' then 'pg_catalog.russian'::regconfig
            when 'sr' then 'pg_catalog.serbian'::regconfig when 'es' then 'pg_catalog.spanish'::regconfig when 'sv' then 'pg_catalog.swedish'::regconfig when 'ta' then 'pg_catalog.tamil'::regconfig
            when 'tr' then 'pg_catalog.turkish'::regconfig when 'yi' then 'pg_catalog.yiddish'::regconfig else 'pg_catalog.simple'::regconfig end
        $$;

        -- Words as they are written, for beginnings of words, beside their stems in the language of the store.
        create function search_document(locale text, name text, vendor text, tags text[], options jsonb, summary text, description text) returns tsvector language sql immutable parallel safe as $$
          select setweight(to_tsvector('pg_catalog.simple', public.search_fold(name)) || to_tsvector(public.search_language(locale), public.search_fold(name)), 'A')
            || setweight(to_tsvector('pg_catalog.simple', public.search_fold(vendor || ' ' || tags::text || ' ' || coalesce((select string_agg(v #>> '{}', ' ') from jsonb_path_query(options, '$[*].values[*].name') v), ''))), 'B')
            || setweight(to_tsvector('pg_catalog.simple', public.search_fold(summary)) || to_tsvector(public.search_language(locale), public.search_fold(summary)), 'C')
            || setweight(to_tsvector(public.search_language(locale), public.search_fold(left(regexp_replace(description, '<[^>]*>', ' ', 'g'), 10000))), 'D')
        $$;

        alter table products
          add column search tsvector generated always as (search_document(locale, name, vendor, tags, options, summary, description)) stored,
          add column search_name text generated always as (search_fold(name || ' ' || vendor)) stored;
        create index ix_products_search on products using gin (tenant_id, store_id, search);
        create index ix_products_search_name on products using gin (tenant_id, store_id, search_name gin_trgm_ops);
        create index ix_variants_sku_lower on variants (tenant_id, store_id, lower(sku) text_pattern_ops) where sku is not null;
        create index ix_search_words_word on search_words using gin (tenant_id, store_id, word gin_trgm_ops);
        """);

    /// <summary>Run after the general grants, at each start.</summary>
    public const string Grants = $"""
        grant {DatabaseConnections.PlatformRole} to current_user;
        create schema if not exists {Schema} authorization {DatabaseConnections.PlatformRole};
        set role {DatabaseConnections.PlatformRole};
        {SearchFunctions.All}
        revoke all on all functions in schema {Schema} from public;
        grant usage on schema {Schema} to {DatabaseConnections.AppRole};
        grant execute on all functions in schema {Schema} to {DatabaseConnections.AppRole};
        reset role;
        """;
}
