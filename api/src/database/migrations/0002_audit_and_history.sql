-- What was done by whom, the states a feature has had, and how often a layer changed. All three are written by triggers in
-- the transaction of the change itself, so no code path can leave them out.

create table audit.entry (
  -- Given when the statement runs; history rows refer to it. Gaps are transactions that were rolled back.
  sequence bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  account text,
  address text,
  why text,
  role text,
  action text not null check (char_length(action) between 1 and 100),
  outcome text not null check (outcome in ('done', 'refused', 'failed')),
  -- Of what the entry tells: an entry about a restricted layer is itself restricted.
  sensitivity text not null check (sensitivity in ('open', 'internal', 'restricted')),
  layer text,
  part text,
  -- Which features a statement touched (not named above 1,000) and digests of their rows; never their content.
  features integer,
  feature_ids uuid[],
  old_digest bytea,
  new_digest bytea,
  detail jsonb,
  -- The chain: place, the hash before, and the hash of that and of everything above. Null only until commit.
  position bigint unique,
  previous_hash bytea,
  hash bytea
);
create index entry_at on audit.entry (at);
create index entry_account on audit.entry (account);

create table audit.head (
  single boolean primary key default true check (single),
  position bigint not null default 0,
  hash bytea
);
insert into audit.head default values;

grant select on audit.entry, audit.head to phen_dau_account_keeper;

create table register.layer_version (part text primary key, version bigint not null default 1);
create table defence.layer_version (like register.layer_version including all);
grant select on register.layer_version to phen_dau_reader_open;
grant select on defence.layer_version to phen_dau_reader_restricted;

-- Which features made a version, so that a tile store need not read a layer again after one edit. The last 1,000 are kept.
create table register.layer_change (
  audit_sequence bigint primary key,
  part text not null,
  version bigint,
  -- Null: too many to name.
  tile_ids integer[]
);
create index layer_change_part_version on register.layer_change (part, version);
create table defence.layer_change (like register.layer_change including all);
grant select on register.layer_change to phen_dau_reader_open;
grant select on defence.layer_change to phen_dau_reader_restricted;

-- A setting of the transaction's actor; an absent one and an empty one are both null.
create function audit.actor(setting text) returns text
  language sql stable
  return nullif(current_setting('phen_dau.' || setting, true), '');

create function audit.digest(entry audit.entry) returns bytea
  language sql stable
  return sha256(coalesce(entry.previous_hash, ''::bytea) || convert_to(jsonb_build_array(
    entry.position, entry.sequence, to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), entry.account,
    entry.address, entry.why, entry.role, entry.action, entry.outcome, entry.sensitivity, entry.layer, entry.part,
    entry.features, entry.feature_ids, encode(entry.old_digest, 'hex'), encode(entry.new_digest, 'hex'), entry.detail
  )::text, 'UTF8'));
grant execute on function audit.digest(audit.entry) to phen_dau_account_keeper;

-- Chains an entry at commit, not when it is written: only so can a long import run without every sign-in waiting for it.
create function audit.seal() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  sealed audit.entry;
  latest audit.head;
  changed bigint;
begin
  select * into latest from audit.head for update;
  sealed := new;
  sealed.position := latest.position + 1;
  sealed.previous_hash := latest.hash;
  sealed.hash := audit.digest(sealed);
  update audit.entry set position = sealed.position, previous_hash = sealed.previous_hash, hash = sealed.hash
    where sequence = new.sequence;
  update audit.head set position = sealed.position, hash = sealed.hash;
  if new.part is not null then
    execute format('update %I.layer_version set version = version + 1 where part = $1 returning version',
      split_part(new.part, '.', 1)) into changed using new.part;
    execute format('update %I.layer_change set version = $1 where audit_sequence = $2', split_part(new.part, '.', 1))
      using changed, new.sequence;
    if changed % 100 = 0 then
      execute format('delete from %I.layer_change where part = $1 and version <= $2', split_part(new.part, '.', 1))
        using new.part, changed - 1000;
    end if;
    perform pg_notify('phen_dau_change', new.part || ' ' || coalesce(audit.actor('origin'), ''));
  end if;
  return null;
end
$$;
create constraint trigger seal after insert on audit.entry
  deferrable initially deferred for each row execute function audit.seal();

create function audit.refuse_change() returns trigger
  language plpgsql
as $$
begin
  if tg_op = 'UPDATE' then
    -- Sealing is the one change an entry sees.
    if old.position is null and to_jsonb(old) - array['position', 'previous_hash', 'hash']
      = to_jsonb(new) - array['position', 'previous_hash', 'hash'] then
      return new;
    end if;
  end if;
  raise exception 'The audit is append-only' using errcode = 'insufficient_privilege';
end
$$;
create trigger refuse_change before update or delete on audit.entry
  for each row execute function audit.refuse_change();
create trigger refuse_truncate before truncate on audit.entry
  for each statement execute function audit.refuse_change();

-- Remembers for the committing process what it changed (see the engines' use of `phen_dau.changed`).
create function audit.mark_changed(part text) returns void
  language plpgsql
as $$
declare
  so_far text := coalesce(audit.actor('changed'), '');
begin
  if position(' ' || part || ' ' in ' ' || so_far || ' ') = 0 then
    perform set_config('phen_dau.changed', ltrim(so_far || ' ' || part), true);
  end if;
end
$$;

-- What the application did that no trigger sees; open to every role because a refusal must be recorded too.
create function audit.record_event(action text, outcome text, sensitivity text, layer text, detail jsonb) returns bigint
  language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
  insert into audit.entry (account, address, why, role, action, outcome, sensitivity, layer, detail)
    values (audit.actor('account'), audit.actor('from'), audit.actor('why'), current_setting('role'), action, outcome,
      sensitivity, layer, detail)
    returning sequence;
end;
grant execute on function audit.record_event(text, text, text, text, jsonb)
  to phen_dau_reader_open, phen_dau_account_keeper;

-- After every statement on a layer table: one audit entry, the replaced states into the history, the touched features.
-- Arguments: the layer's id, the part's sensitivity. Where the statement replaced states, a state ends on the day the new
-- one begins; a deleted one today or on `phen_dau.ends_on`.
create function audit.record_change() returns trigger
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp set datestyle = 'ISO' set extra_float_digits = 1 set bytea_output = 'hex'
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
begin
  if tg_op = 'INSERT' then
    select count(*), array_agg(id order by id), array_agg(tile_id order by id),
        sha256(string_agg(sha256(convert_to(r::text, 'UTF8')), ''::bytea order by id))
      into count, ids, tiles, new_sum from new_rows r;
  else
    select count(*), array_agg(id order by id), array_agg(tile_id order by id),
        sha256(string_agg(sha256(convert_to(r::text, 'UTF8')), ''::bytea order by id))
      into count, ids, tiles, old_sum from old_rows r;
    if tg_op = 'UPDATE' then
      select sha256(string_agg(sha256(convert_to(r::text, 'UTF8')), ''::bytea order by id)) into new_sum from new_rows r;
    end if;
  end if;
  if count = 0 then
    return null;
  end if;

  -- The touched features first: sealing the entry gives them their version, and it may happen at once.
  written := nextval(pg_get_serial_sequence('audit.entry', 'sequence'));
  execute format('insert into %I.layer_change (audit_sequence, part, tile_ids) values ($1, $2, $3)', tg_table_schema)
    using written, tg_table_schema || '.' || tg_table_name, case when count <= 1000 then tiles end;
  insert into audit.entry (sequence, account, address, why, role, action, outcome, sensitivity, layer, part, features,
      feature_ids, old_digest, new_digest)
    overriding system value
    values (written, audit.actor('account'), audit.actor('from'), audit.actor('why'), current_setting('role'),
      'feature.' || lower(tg_op), 'done', tg_argv[1], tg_argv[0], tg_table_schema || '.' || tg_table_name, count,
      case when count <= 1000 then ids end, old_sum, new_sum);
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

-- Before each update: what no statement may choose for itself.
create function audit.next_version() returns trigger
  language plpgsql
as $$
begin
  if new.valid_from < old.valid_from then
    raise exception 'A state cannot begin before the one it replaces'
      using errcode = 'check_violation', constraint = 'states_in_order';
  end if;
  new.id := old.id;
  new.tile_id := old.tile_id;
  new.version := old.version + 1;
  new.updated_at := now();
  return new;
end
$$;

-- Makes a table a layer part: history, indexes, rights, triggers, version. Every migration that adds a layer calls it.
create procedure register.add_layer_part(schema_name text, table_name text, layer text, sensitivity text)
  language plpgsql
as $$
declare
  layer_table text := format('%I.%I', schema_name, table_name);
  history text := format('%I.%I', schema_name, table_name || '_history');
begin
  execute format('create index %I on %s using gist (geometry)', table_name || '_geometry', layer_table);
  execute format('create index %I on %s (valid_to) where valid_to is not null', table_name || '_valid_to', layer_table);

  execute format('create table %s (like %s)', history, layer_table);
  execute format('alter table %s alter column valid_to set not null, '
    'add check (valid_to >= valid_from), '
    'add column history_id bigint generated always as identity primary key, '
    'add column replaced_at timestamptz not null default now(), '
    'add column replaced_by text, '
    'add column why text, '
    'add column operation text not null check (operation in (''update'', ''delete'', ''move'')), '
    'add column audit_sequence bigint not null', history);
  execute format('create index %I on %s using gist (geometry)', table_name || '_history_geometry', history);
  execute format('create index %I on %s (id, version)', table_name || '_history_id', history);
  execute format('create index %I on %s (tile_id)', table_name || '_history_tile_id', history);
  execute format('create index %I on %s (valid_to)', table_name || '_history_valid_to', history);

  execute format('grant select on %s, %s to %I', layer_table, history, 'phen_dau_reader_' || sensitivity);
  execute format('grant insert, update, delete on %s to %I', layer_table, 'phen_dau_editor_' || sensitivity);
  if schema_name = 'defence' then
    -- The second net: a right granted by mistake still shows nothing. The policies are constant, so the planner drops
    -- them and the GiST index stays usable, which a policy on a column would prevent.
    execute format('alter table %s enable row level security', layer_table);
    execute format('alter table %s enable row level security', history);
    execute format('create policy readers on %s for select to phen_dau_reader_restricted using (true)', layer_table);
    execute format('create policy readers on %s for select to phen_dau_reader_restricted using (true)', history);
    execute format('create policy editors on %s to phen_dau_editor_restricted using (true) with check (true)', layer_table);
  end if;

  execute format('create trigger next_version before update on %s for each row execute function audit.next_version()',
    layer_table);
  execute format('create trigger record_insert after insert on %s referencing new table as new_rows '
    'for each statement execute function audit.record_change(%L, %L)', layer_table, layer, sensitivity);
  execute format('create trigger record_update after update on %s referencing old table as old_rows new table as new_rows '
    'for each statement execute function audit.record_change(%L, %L)', layer_table, layer, sensitivity);
  execute format('create trigger record_delete after delete on %s referencing old table as old_rows '
    'for each statement execute function audit.record_change(%L, %L)', layer_table, layer, sensitivity);

  execute format('insert into %I.layer_version (part) values ($1)', schema_name)
    using schema_name || '.' || table_name;
end
$$;

-- Default privileges would be shorter but would also reach the functions a later update of PostGIS brings.
revoke execute on all routines in schema register, audit from public;
