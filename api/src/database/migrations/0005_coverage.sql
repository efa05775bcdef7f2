-- What coverage keeps beside the works: the province's own parameters, and the months that have ended as they were measured.
create schema coverage;
grant usage on schema coverage to phen_dau_reader_open;
comment on schema coverage is 'Parameters of the measures, and frozen months';

-- Append-only: the newest row holds, the others say what was computed with before.
create table coverage.parameters (
  id bigint generated always as identity primary key,
  set_at timestamptz not null default clock_timestamp(),
  set_by text default nullif(current_setting('phen_dau.account', true), ''),
  parameters jsonb not null check (jsonb_typeof(parameters) = 'object')
);
grant select (id, set_at, parameters) on coverage.parameters to phen_dau_reader_open;
grant insert (parameters) on coverage.parameters to phen_dau_editor_open;

-- The figures of a post, or of the province (post_id null), at the end of a month. post_id refers to nothing: what was
-- measured stays although the post is gone. `features` is how many features of each layer there were.
create table coverage.snapshot (
  month date not null check (extract(day from month) = 1),
  post_id uuid,
  data_version text not null,
  parameters jsonb not null,
  features jsonb not null,
  figures jsonb not null,
  frozen_at timestamptz not null default clock_timestamp(),
  unique nulls not distinct (month, post_id)
);
-- What is told of tracks is internal as the tracks are, and has a table of its own: a grant hides it, whatever a query forgets.
create table coverage.snapshot_activity (
  month date not null,
  post_id uuid,
  data_version text not null,
  features jsonb not null,
  figures jsonb not null,
  unique nulls not distinct (month, post_id)
);
grant select on coverage.snapshot to phen_dau_reader_open;
grant select on coverage.snapshot_activity to phen_dau_reader_internal;
grant insert on coverage.snapshot, coverage.snapshot_activity to phen_dau_editor_internal;

create function coverage.refuse_change() returns trigger
  language plpgsql
as $$
begin
  raise exception 'A frozen month and parameters once set stay as they are' using errcode = 'insufficient_privilege';
end
$$;
create trigger refuse_change before update or delete or truncate on coverage.parameters
  for each statement execute function coverage.refuse_change();
create trigger refuse_change before update or delete or truncate on coverage.snapshot
  for each statement execute function coverage.refuse_change();
create trigger refuse_change before update or delete or truncate on coverage.snapshot_activity
  for each statement execute function coverage.refuse_change();

-- Every API process keeps the parameters in memory and hears of new ones.
create function coverage.announce() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform audit.mark_changed('coverage.parameters');
  perform pg_notify('phen_dau_change', 'coverage.parameters ' || coalesce(audit.actor('origin'), ''));
  return null;
end
$$;
revoke execute on all routines in schema coverage from public;
create trigger announce_change after insert on coverage.parameters
  for each statement execute function coverage.announce();
