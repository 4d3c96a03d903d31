namespace Rendrix.Web.Search;

/// <summary>The functions of the schema <c>search</c>, in SQL. Each begins with the tenant of the transaction and ends at once without one, or when another store is set.</summary>
internal static class SearchFunctions
{
    /// <summary>All of them; safe to repeat.</summary>
    public const string All = Asked + Products + Corrected + Learn;

    // What somebody typed as a question to the documents: every word must be there, as the beginning of a word, by its stem or by a synonym.
    // A word the language passes over ("the") is left out when there are others.
    private const string Asked = """
        create or replace function search.asked(tenant uuid, wanted uuid, words text[], locale text) returns tsquery language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
        declare
          config regconfig := search_language(locale);
          asked tsquery;
          one tsquery;
          stem tsquery;
          word text;
          other text;
        begin
          foreach word in array words loop
            stem := plainto_tsquery(config, word);
            if numnode(stem) = 0 and cardinality(words) > 1 then continue; end if;
            one := to_tsquery('pg_catalog.simple', quote_literal(word) || ':*');
            if numnode(stem) > 0 then one := one || stem; end if;
            for other in select distinct trim(o) from stores s, unnest(s.synonyms) g, regexp_split_to_table(search_fold(g), ',') o
              where s.tenant_id = tenant and s.id = wanted and word = any(regexp_split_to_array(search_fold(g), '\s*,\s*')) and trim(o) <> word
            loop one := one || phraseto_tsquery('pg_catalog.simple', other) || phraseto_tsquery(config, other); end loop;
            asked := case when asked is null then one else asked && one end;
          end loop;
          return asked;
        end $$;

        create or replace function search.words_of(typed text) returns text[] language sql immutable set search_path = pg_catalog, public, pg_temp as $$
          select array(select word from (select distinct on (word) word, at from regexp_split_to_table(search_fold(left(typed, 200)), '[[:space:][:punct:]]+') with ordinality as t(word, at) where word <> '' order by word, at) u order by at limit 8)
        $$;

        """;

    // Best first. Of very many hits the first that the index gives are weighed, those in names and tags before those in texts.
    private const string Products = """
        create or replace function search.products(wanted uuid, typed text, locale text, on_sale boolean, most integer) returns table (id uuid) language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        #variable_conflict use_column
        declare
          tenant uuid := nullif(current_setting('app.tenant', true), '')::uuid;
          fence uuid := nullif(current_setting('app.store', true), '')::uuid;
          folded text := search_fold(left(trim(typed), 200));
          words text[] := search.words_of(typed);
          asked tsquery;
          part text := replace(replace(replace(folded, '\', '\\'), '%', '\%'), '_', '\_');
        begin
          if tenant is null or fence <> wanted or cardinality(words) = 0 then return; end if;
          asked := search.asked(tenant, wanted, words, locale);
          return query
            with hits as materialized (
              (select p.id, p.search, p.search_name from products p where p.tenant_id = tenant and p.store_id = wanted and (not on_sale or p.status = 'active') and p.search @@ asked limit 3000)
              union all
              (select p.id, p.search, p.search_name from variants v join products p on p.tenant_id = v.tenant_id and p.id = v.product_id
                where v.tenant_id = tenant and v.store_id = wanted and p.tenant_id = tenant and p.store_id = wanted and (not on_sale or p.status = 'active') and lower(v.sku) like part || '%' limit 200))
            select h.id from hits h group by h.id
              order by max(ts_rank('{0.05, 0.2, 0.5, 1}', h.search, asked) + case when starts_with(h.search_name || ' ', folded || ' ') then 2 when starts_with(h.search_name, folded) then 1 else 0 end
                + case when not h.search @@ asked then 3 else 0 end) desc, h.id desc limit most;
          if found or length(folded) < 2 then return; end if;
          -- Inside of words: "shirt" in "tshirt", and languages that put no space between words.
          return query select p.id from products p where p.tenant_id = tenant and p.store_id = wanted and (not on_sale or p.status = 'active') and p.search_name like '%' || part || '%' order by p.id desc limit most;
        end $$;

        """;

    // What was probably meant: each word that no product has becomes the nearest word of the store; null when there is none.
    private const string Corrected = """
        create or replace function search.corrected(wanted uuid, typed text, locale text, on_sale boolean) returns text language plpgsql stable security definer
          set search_path = pg_catalog, public, pg_temp set pg_trgm.similarity_threshold = 0.15 as $$
        declare
          tenant uuid := nullif(current_setting('app.tenant', true), '')::uuid;
          fence uuid := nullif(current_setting('app.store', true), '')::uuid;
          asked tsquery;
          meant text[] := '{}';
          one text;
          near text;
        begin
          if tenant is null or fence <> wanted then return null; end if;
          foreach one in array search.words_of(typed) loop
            asked := search.asked(tenant, wanted, array[one], locale);
            if exists (select 1 from products p where p.tenant_id = tenant and p.store_id = wanted and (not on_sale or p.status = 'active') and p.search @@ asked) then meant := meant || one; continue; end if;
            if length(one) < 3 or length(one) > 40 then return null; end if;
            select w.word into near from search_words w where w.tenant_id = tenant and w.store_id = wanted and w.word % one and abs(length(w.word) - length(one)) <= 2
              and levenshtein_less_equal(w.word, one, 2) <= case when length(one) < 4 then 1 else 2 end
              order by levenshtein(w.word, one) - case when left(w.word, 1) = left(one, 1) then 0.5 else 0 end, similarity(w.word, one) desc, w.word limit 1;
            if near is null then return null; end if;
            meant := meant || near;
          end loop;
          return nullif(array_to_string(meant, ' '), '');
        end $$;

        """;

    // Adds the words of products to those of their store: of one product, or of those changed since a moment.
    private const string Learn = """
        create or replace function search.learn(wanted uuid, product uuid, since timestamptz) returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
        declare
          tenant uuid := nullif(current_setting('app.tenant', true), '')::uuid;
          fence uuid := nullif(current_setting('app.store', true), '')::uuid;
        begin
          if tenant is null or fence <> wanted then return; end if;
          insert into search_words (tenant_id, id, store_id, word)
            select tenant, gen_random_uuid(), wanted, u.word from (
              select distinct word from products p, regexp_split_to_table(p.search_name || ' ' || search_fold(array_to_string(p.tags, ' ')), '[[:space:][:punct:]]+') word
              where p.tenant_id = tenant and p.store_id = wanted and (product is null or p.id = product) and (since is null or p.updated_at >= since) and length(word) between 3 and 40 and word !~ '^[0-9]+$') u
            where not exists (select 1 from search_words k where k.tenant_id = tenant and k.store_id = wanted and k.word = u.word)
            on conflict do nothing;
        end $$;

        """;
}
