-- What still made many inserts slow, each measured with 100,000 lamps.

-- Lower case of ASCII letters needs no rules of a language, and asking for them took most of the time.
create or replace function register.fold(name text) returns text
  language sql immutable parallel safe
  return case when octet_length(name) = char_length(name) then lower(name collate "C")
    else lower(translate(regexp_replace(normalize(name, NFD), '[\u0300-\u036f]', '', 'g'), 'đĐ', 'dD')) end;

-- One row `r` of a layer table as bytes for a digest: its columns in the table's order, without what is derived from the
-- others, each in its type's binary form. No two rows are written alike: a value of no fixed length comes after its length,
-- and of one that may be absent a byte says whether it is there. Of lines and areas the SHA-256, so that a row is short.
-- A function for each column takes half the time of record_send, which looks each up again in every row.
create function audit.digested_row(layer_table oid) returns text
  language sql stable
  set search_path = pg_catalog, pg_temp
begin atomic
  select string_agg(case when attnotnull then bytes else format('coalesce(''\x01''::bytea || %s, ''\x00'')', bytes) end, ' || '
      order by attnum)
    from (
      select attnum, attnotnull, case
          when typname = 'geometry' and format_type(atttypid, atttypmod) not like '%(Point,%' then format('sha256(%s)', sent)
          when typname = 'geometry' or typlen > 0 then sent
          else format('int4send(octet_length(%1$s)) || %1$s', sent) end as bytes
      from pg_attribute join pg_type on pg_type.oid = atttypid
        cross join lateral format('%s(r.%I)', typsend, attname) as sent
      where attrelid = layer_table and attnum > 0 and not attisdropped and attgenerated = ''
    ) as of_columns;
end;
revoke execute on function audit.digested_row(oid) from public;

-- As before, but a digest is the SHA-256 of the SHA-256s of runs of 50,000 such rows in the order of their ids. Most statements
-- are one run, which is aggregated as it is sorted, without a number for each row.
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
  row_bytes text;
  names text;
  ends text;
  digest text;
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
  row_bytes := audit.digested_row(tg_relid);
  if count <= 50000 then
    digest := 'select sha256(sha256(string_agg(%s, ''''::bytea order by r.id))) from %I as r';
  else
    digest := 'select sha256(string_agg(run, ''''::bytea order by number)) from (select number / 50000 as number, '
      'sha256(string_agg(bytes, ''''::bytea order by number)) as run from (select row_number() over (order by r.id) - 1 as '
      'number, %s as bytes from %I as r) as every group by 1) as runs';
  end if;
  if tg_op <> 'INSERT' then
    execute format(digest, row_bytes, 'old_rows') into old_sum;
  end if;
  if tg_op <> 'DELETE' then
    execute format(digest, row_bytes, 'new_rows') into new_sum;
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
drop function audit.digested_columns(oid);
