-- Survey files on their way into the register: the original as it was sent, what was read from it, and what people decided.
-- Originals lie in the database, not beside it: the receipt and the bytes it tells of are durable by one commit, a backup
-- has both, and every API process reaches them.
create schema survey;
grant usage on schema survey to phen_dau_reader_open;
comment on schema survey is 'Survey files, what was read from them and what was decided';

create table survey.survey (
  id uuid primary key default gen_random_uuid(),
  state text not null check (state in ('received', 'has-issues', 'submitted', 'approved', 'rejected', 'superseded')),
  layer text not null,
  -- Of what it may hold; whoever is not cleared for that does not learn that there is a survey.
  sensitivity text not null check (sensitivity in ('open', 'internal', 'restricted')),
  author_id uuid not null,
  author text not null,
  -- A repeated upload is the same survey; two keys are two surveys even of one file.
  idempotency_key text not null check (char_length(idempotency_key) between 1 and 200),
  file_name text not null check (char_length(file_name) between 1 and 300),
  sha256 bytea not null check (octet_length(sha256) = 32),
  bytes bigint not null check (bytes >= 0),
  -- Everything people decided about reading it: coordinate system, mapping, fixes, what is ignored and why. The staged
  -- features follow from the original and this alone, so no decision is lost and each can be taken back.
  instructions jsonb not null default '{}',
  -- Format, coordinate system, counts, issues as they follow from the original and the instructions.
  reading jsonb not null,
  -- The features an approval made or changed, each with its versions before and after; null before approval.
  written jsonb,
  decided_by text,
  decided_at timestamptz,
  decision text,
  replaced_by uuid references survey.survey (id) on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (author_id, idempotency_key)
);
create index survey_state on survey.survey (state, created_at);
create index survey_sha256 on survey.survey (sha256);
create index survey_replaced_by on survey.survey (replaced_by) where replaced_by is not null;

-- The original bytes, compressed, in pieces; never changed and never removed.
create table survey.original (
  survey_id uuid not null references survey.survey (id),
  number integer not null,
  bytes bytea not null,
  primary key (survey_id, number)
);
-- Features that may enter the register, as pages of compressed GeoJSON: read in order, never searched.
create table survey.page (
  survey_id uuid not null references survey.survey (id) on delete cascade,
  number integer not null,
  features integer not null check (features > 0),
  bytes bytea not null,
  primary key (survey_id, number)
);
-- Each step of a survey's life: who did what, when and why.
create table survey.step (
  survey_id uuid not null references survey.survey (id),
  number integer not null,
  at timestamptz not null default clock_timestamp(),
  account text,
  action text not null check (action in ('upload', 'change', 'submit', 'approve', 'reject', 'undo', 'supersede')),
  reason text,
  detail jsonb,
  primary key (survey_id, number)
);
alter table survey.original alter column bytes set storage external;
alter table survey.page alter column bytes set storage external;

grant select on survey.survey, survey.original, survey.page, survey.step to phen_dau_reader_open;
grant insert, update on survey.survey to phen_dau_editor_open;
grant insert on survey.original, survey.step to phen_dau_editor_open;
grant insert, delete on survey.page to phen_dau_editor_open;

alter table survey.survey enable row level security;
create policy open_readers on survey.survey to phen_dau_reader_open
  using (sensitivity = 'open') with check (sensitivity = 'open');
create policy internal_readers on survey.survey to phen_dau_reader_internal
  using (sensitivity in ('open', 'internal')) with check (sensitivity in ('open', 'internal'));
create policy restricted_readers on survey.survey to phen_dau_reader_restricted using (true) with check (true);

-- What belongs to a survey is as hidden as the survey itself.
do $$
declare
  name text;
begin
  foreach name in array array['original', 'page', 'step'] loop
    execute format('alter table survey.%I enable row level security', name);
    execute format('create policy with_its_survey on survey.%I to phen_dau_reader_open '
      'using (exists (select from survey.survey where id = survey_id)) '
      'with check (exists (select from survey.survey where id = survey_id))', name);
  end loop;
end
$$;
