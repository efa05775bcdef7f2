-- What an undone survey said of days that somebody's later edit has turned into history. Only this function may touch the past:
-- it writes the corrected states beside the ones that stood there, whose periods become empty, so that both can still be read.

-- `first`: the survey's version; every state from it on that holds on some day is corrected. `earlier`: the version before it,
-- whose values come back in those of `fields` where a state still has the survey's; null: the feature was the survey's own
-- and holds on no day. For the rights it asks on behalf of the transaction's role.
create function audit.correct_past(
  layer_table regclass, layer text, sensitivity text, feature uuid, first integer, earlier integer, fields text[])
  returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  corrected integer;
  written bigint;
  schema_name text;
  table_name text;
  history text;
  names text;
  given text;
  touched text;
begin
  if not has_table_privilege(current_setting('role'), layer_table, 'update') then
    raise exception 'No right to correct %', layer_table using errcode = 'insufficient_privilege';
  end if;
  select nspname, relname into strict schema_name, table_name
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace where pg_class.oid = layer_table;
  history := format('%I.%I', schema_name, table_name || '_history');
  written := nextval(pg_get_serial_sequence('audit.entry', 'sequence'));
  if earlier is null then
    execute format('update %s set valid_to = valid_from where id = $1 and version >= $2 and valid_to > valid_from', history)
      using feature, first;
  else
    -- Geometry as bytes: its own comparison lies outside the search path. A name that is searched by goes with the name.
    with attribute as (
      select attnum, attname, format(case when typname = 'geometry' then '%s.%I::bytea' else '%s.%I' end, 'r', attname) as now,
        format(case when typname = 'geometry' then '%s.%I::bytea' else '%s.%I' end, 's', attname) as surveyed
      from pg_attribute join pg_type on pg_type.oid = atttypid
      where attrelid = history::regclass and attnum > 0 and not attisdropped and attname <> 'history_id'
    )
    select string_agg(format('%I', attname), ', ' order by attnum),
        string_agg(case
          when attname = any(fields || array['search_text'])
            then format('case when %s is not distinct from %s then b.%I else r.%I end', now, surveyed, attname, attname)
          when attname in ('updated_at', 'replaced_at') then 'now()'
          when attname = 'replaced_by' then '$4'
          when attname = 'why' then '$5'
          when attname = 'audit_sequence' then '$6'
          else format('r.%I', attname) end, ', ' order by attnum),
        string_agg(format('%s is not distinct from %s', now, surveyed), ' or ') filter (where attname = any(fields))
      into names, given, touched from attribute;
    if touched is null then
      return 0;
    end if;
    execute format(
      'with s as (select * from %1$s where id = $1 and version = $2 order by history_id limit 1), '
      'b as (select * from %1$s where id = $1 and version = $3 order by history_id limit 1), '
      'corrected as (insert into %1$s (%2$s) select %3$s from %1$s as r, s, b where r.id = $1 and r.version >= $2 '
      'and r.valid_to > r.valid_from and (%4$s) returning version) '
      'update %1$s set valid_to = valid_from where id = $1 and valid_to > valid_from '
      'and version in (select version from corrected)', history, names, given, touched)
      using feature, first, earlier, audit.actor('account'), audit.actor('why'), written;
  end if;
  get diagnostics corrected = row_count;
  if corrected = 0 then
    return 0;
  end if;
  execute format('insert into %I.layer_change (audit_sequence, part, tile_ids) '
    'select $1, $2, array_agg(distinct tile_id) from %s where id = $3', schema_name, history)
    using written, schema_name || '.' || table_name, feature;
  insert into audit.entry (sequence, account, address, why, role, action, outcome, sensitivity, layer, part, features, feature_ids,
      detail)
    overriding system value
    values (written, audit.actor('account'), audit.actor('from'), audit.actor('why'), current_setting('role'),
      'feature.correct-past', 'done', sensitivity, layer, schema_name || '.' || table_name, 1, array[feature],
      jsonb_build_object('states', corrected));
  perform audit.mark_changed(schema_name || '.' || table_name);
  return corrected;
end
$$;
revoke execute on function audit.correct_past(regclass, text, text, uuid, integer, integer, text[]) from public;
grant execute on function audit.correct_past(regclass, text, text, uuid, integer, integer, text[]) to phen_dau_editor_open;

-- Which surveys are the same visit as another one.
create index survey_repeats on survey.survey using gin ((instructions -> 'repeats') jsonb_path_ops);
