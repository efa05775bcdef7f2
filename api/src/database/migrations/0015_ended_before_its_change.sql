-- A feature can be ended while a change of it still lies ahead. The state that holds today was given the day of that change as
-- its end, so it would go on holding until then although the feature has been ended.

-- Lets the earlier states of a feature that stands no more end today, as the one that was ended with it does. Part of the
-- deletion, whose audit entry and touched feature are its own; for the rights it asks on behalf of the transaction's role.
create function audit.end_earlier_states(layer_table regclass, feature uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  schema_name text;
  table_name text;
  stands boolean;
begin
  if not has_table_privilege(current_setting('role'), layer_table, 'delete') then
    raise exception 'No right to end %', layer_table using errcode = 'insufficient_privilege';
  end if;
  select nspname, relname into strict schema_name, table_name
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace where pg_class.oid = layer_table;
  execute format('select exists (select from %I.%I where id = $1)', schema_name, table_name) into stands using feature;
  if stands then
    raise exception 'Feature % has not been ended', feature using errcode = 'object_not_in_prerequisite_state';
  end if;
  execute format('update %I.%I set valid_to = greatest(valid_from, current_date) where id = $1 and valid_to > current_date',
    schema_name, table_name || '_history') using feature;
end
$$;
revoke execute on function audit.end_earlier_states(regclass, uuid) from public;
grant execute on function audit.end_earlier_states(regclass, uuid) to phen_dau_editor_open;
