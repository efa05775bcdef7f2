-- What made a hundred thousand inserts slow, each measured: digests over rows as text, folding of names that need none, and
-- an index entry for every absent reference.

-- A name of ASCII letters alone needs no decomposing. No longer STRICT: a strict function with a CASE is not inlined.
create or replace function register.fold(name text) returns text
  language sql immutable parallel safe
  return case when octet_length(name) = char_length(name) then lower(name)
    else lower(translate(regexp_replace(normalize(name, NFD), '[\u0300-\u036f]', '', 'g'), 'đĐ', 'dD')) end;

-- Most features refer to nothing, and an index of absences answers no question.
do $$
declare
  found record;
begin
  for found in
    select namespace.nspname as schema_name, class.relname as table_name, index_class.relname as index_name, attname as column_name
    from pg_constraint as con
      join pg_class as class on class.oid = conrelid
      join pg_namespace as namespace on namespace.oid = class.relnamespace
      join pg_attribute on attrelid = conrelid and attnum = conkey[1] and not attnotnull
      join pg_index on indrelid = conrelid and indkey[0] = conkey[1] and indnatts = 1 and not indisunique and indpred is null
      join pg_class as index_class on index_class.oid = indexrelid
    where contype = 'f' and namespace.nspname in ('register', 'defence')
  loop
    execute format('drop index %I.%I', found.schema_name, found.index_name);
    execute format('create index %I on %I.%I (%I) where %I is not null', found.index_name, found.schema_name,
      found.table_name, found.column_name, found.column_name);
  end loop;
end
$$;

-- The columns of a layer table as one record for a digest: in the table's order, without what is derived from the others.
-- Geometry as bytes, because the number of its type is another one in every database.
create function audit.digested_columns(layer_table oid) returns text
  language sql stable
  set search_path = pg_catalog, pg_temp
begin atomic
  select string_agg(format(case when typname = 'geometry' then 'r.%I::bytea' else 'r.%I' end, attname), ', ' order by attnum)
    from pg_attribute join pg_type on pg_type.oid = atttypid
    where attrelid = layer_table and attnum > 0 and not attisdropped and attgenerated = '';
end;
revoke execute on function audit.digested_columns(oid) from public;

-- As before, but rows are digested in their binary form (type and length stand before each value, so no two rows are
-- written alike), 256 of them at a time in the order of their ids: SHA-256 of the SHA-256s of these runs. Rows as text cost
-- twice the time, and a digest for each row half as much again.
create or replace function audit.record_change() returns trigger
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp set work_mem = '64MB'
as $$
declare
  count integer;
  ids uuid[];
  tiles integer[];
  old_sum bytea;
  new_sum bytea;
  written bigint;
  names text;
  ends text;
  digest constant text := 'select sha256(string_agg(run, ''''::bytea order by number)) from (select number / 256 as number, '
    'sha256(string_agg(bytes, ''''::bytea order by number)) as run from (select row_number() over (order by r.id) - 1 as '
    'number, record_send(row(%s)) as bytes from %I as r) as every group by 1) as runs';
begin
  if tg_op = 'INSERT' then
    select count(*) into count from new_rows;
  else
    select count(*) into count from old_rows;
  end if;
  if count = 0 then
    return null;
  end if;
  if count <= 1000 then
    if tg_op = 'INSERT' then
      select array_agg(id order by id), array_agg(tile_id order by id) into ids, tiles from new_rows;
    else
      select array_agg(id order by id), array_agg(tile_id order by id) into ids, tiles from old_rows;
    end if;
  end if;
  names := audit.digested_columns(tg_relid);
  if tg_op <> 'INSERT' then
    execute format(digest, names, 'old_rows') into old_sum;
  end if;
  if tg_op <> 'DELETE' then
    execute format(digest, names, 'new_rows') into new_sum;
  end if;

  -- The touched features first: sealing the entry gives them their version, and it may happen at once.
  written := nextval(pg_get_serial_sequence('audit.entry', 'sequence'));
  execute format('insert into %I.layer_change (audit_sequence, part, tile_ids) values ($1, $2, $3)', tg_table_schema)
    using written, tg_table_schema || '.' || tg_table_name, tiles;
  insert into audit.entry (sequence, account, address, why, role, action, outcome, sensitivity, layer, part, features,
      feature_ids, old_digest, new_digest)
    overriding system value
    values (written, audit.actor('account'), audit.actor('from'), audit.actor('why'), current_setting('role'),
      'feature.' || lower(tg_op), 'done', tg_argv[1], tg_argv[0], tg_table_schema || '.' || tg_table_name, count, ids,
      old_sum, new_sum);
  perform audit.mark_changed(tg_table_schema || '.' || tg_table_name);

  if tg_op <> 'INSERT' then
    select string_agg(format('o.%I', attname), ', ' order by attnum) into names from pg_attribute
      where attrelid = tg_relid and attnum > 0 and not attisdropped and attname <> 'valid_to';
    ends := case when tg_op = 'UPDATE' then 'n.valid_from' else 'coalesce($4, current_date)' end;
    execute format(
      'insert into %I.%I (%s, valid_to, replaced_by, why, operation, audit_sequence) '
      'select %s, greatest(o.valid_from, least(o.valid_to, %s)), $1, $2, $3, $5 from old_rows o %s',
      tg_table_schema, tg_table_name || '_history', replace(names, 'o.', ''), names, ends,
      case when tg_op = 'UPDATE' then 'join new_rows n on n.id = o.id' else '' end
    ) using audit.actor('account'), audit.actor('why'), coalesce(audit.actor('operation'), lower(tg_op)),
      audit.actor('ends_on')::date, written;
  end if;
  return null;
end
$$;
