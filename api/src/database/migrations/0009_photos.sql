-- Photos of surveys. A device's file is kept in two: the picture, which may be shown with a feature, and everything that the
-- device wrote beside it (place, time, device, previews), which belongs to the survey alone. Both together are the original,
-- byte for byte, so nothing is stored twice and no reader of a picture can reach what was taken out of it.
--
-- A picture lies where it is as protected as what it shows: restricted ones in the schema defence, reached by GRANT, all
-- others here. Linked to a feature of a mixed layer it moves with that feature.
create table survey.photo (
  id uuid primary key,
  survey_id uuid not null references survey.survey (id),
  sensitivity text not null check (sensitivity in ('open', 'internal', 'restricted')),
  -- The place in the survey's file of the feature it belongs to; null: to the survey as a whole.
  feature integer check (feature >= 0),
  -- The feature of the register it is shown with, from approval on.
  layer text,
  feature_id uuid,
  sha256 bytea not null check (octet_length(sha256) = 32),
  bytes bigint not null check (bytes > 0),
  format text not null check (format in ('jpeg', 'png')),
  -- Upright, as people see it.
  width_pixels integer not null check (width_pixels > 0),
  height_pixels integer not null check (height_pixels > 0),
  orientation smallint not null check (orientation between 1 and 8),
  -- Lengths of picture and metadata by turns: how the original is put together again.
  runs integer[] not null,
  position geometry(Point, 4326),
  -- Who says so: the photo itself, or the device that sent it.
  position_from text check (position_from in ('photo', 'device')),
  taken_at timestamptz,
  direction_degrees double precision check (direction_degrees >= 0 and direction_degrees < 360),
  issues jsonb not null default '[]',
  created_at timestamptz not null default clock_timestamp(),
  check ((layer is null) = (feature_id is null)),
  check ((position is null) = (position_from is null)),
  -- The same file sent again is the same photo.
  unique (survey_id, sha256)
);
create index photo_feature on survey.photo (feature_id) where feature_id is not null;

-- The picture without metadata, in pieces that both engines take in one statement each.
create table survey.photo_piece (
  photo_id uuid not null references survey.photo (id) on delete cascade,
  number integer not null,
  bytes bytea not null,
  primary key (photo_id, number)
);
-- What the device wrote beside the picture. It stays with its survey when the picture moves, so it knows the photo by its id only.
create table survey.photo_metadata (
  photo_id uuid not null,
  survey_id uuid not null references survey.survey (id),
  number integer not null,
  bytes bytea not null,
  primary key (photo_id, number)
);
create index photo_metadata_survey on survey.photo_metadata (survey_id);
alter table survey.photo_piece alter column bytes set storage external;
alter table survey.photo_metadata alter column bytes set storage external;

create table defence.photo (like survey.photo including all, foreign key (survey_id) references survey.survey (id));
create table defence.photo_piece (
  like survey.photo_piece including all,
  foreign key (photo_id) references defence.photo (id) on delete cascade
);
create table defence.photo_metadata (
  like survey.photo_metadata including all,
  foreign key (survey_id) references survey.survey (id)
);
alter table survey.photo add check (sensitivity <> 'restricted');
alter table defence.photo add check (sensitivity = 'restricted');

grant select on survey.photo, survey.photo_piece, survey.photo_metadata to phen_dau_reader_open;
grant insert, update, delete on survey.photo to phen_dau_editor_open;
grant insert, delete on survey.photo_piece, survey.photo_metadata to phen_dau_editor_open;
grant select on defence.photo, defence.photo_piece, defence.photo_metadata to phen_dau_reader_restricted;
grant insert, update, delete on defence.photo to phen_dau_editor_restricted;
grant insert, delete on defence.photo_piece, defence.photo_metadata to phen_dau_editor_restricted;

alter table survey.photo enable row level security;
create policy open_readers on survey.photo to phen_dau_reader_open
  using (sensitivity = 'open') with check (sensitivity = 'open');
create policy internal_readers on survey.photo to phen_dau_reader_internal
  using (sensitivity in ('open', 'internal')) with check (sensitivity in ('open', 'internal'));
alter table survey.photo_piece enable row level security;
create policy with_its_photo on survey.photo_piece to phen_dau_reader_open
  using (exists (select from survey.photo where id = photo_id))
  with check (exists (select from survey.photo where id = photo_id));
alter table survey.photo_metadata enable row level security;
create policy with_its_survey on survey.photo_metadata to phen_dau_reader_open
  using (exists (select from survey.survey where id = survey_id))
  with check (exists (select from survey.survey where id = survey_id));

-- The second net, as on every table of this schema.
alter table defence.photo enable row level security;
alter table defence.photo_piece enable row level security;
alter table defence.photo_metadata enable row level security;
create policy readers on defence.photo for select to phen_dau_reader_restricted using (true);
create policy readers on defence.photo_piece for select to phen_dau_reader_restricted using (true);
create policy readers on defence.photo_metadata for select to phen_dau_reader_restricted using (true);
create policy editors on defence.photo to phen_dau_editor_restricted using (true) with check (true);
create policy editors on defence.photo_piece to phen_dau_editor_restricted using (true) with check (true);
create policy editors on defence.photo_metadata to phen_dau_editor_restricted using (true) with check (true);
