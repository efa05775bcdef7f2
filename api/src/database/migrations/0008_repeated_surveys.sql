-- What a walk is recognised by when it is sent again, by another device, in another format or by another person: a short
-- summary for each track, looked for by place and length. It follows from the original and is written anew at each reading.
create table survey.walk (
  survey_id uuid not null references survey.survey (id) on delete cascade,
  feature integer not null,
  metres double precision not null check (metres > 0),
  area geometry(Polygon, 4326) not null,
  summary jsonb not null,
  primary key (survey_id, feature)
);
create index walk_area on survey.walk using gist (area);

grant select on survey.walk to phen_dau_reader_open;
grant insert, delete on survey.walk to phen_dau_editor_open;
alter table survey.walk enable row level security;
create policy with_its_survey on survey.walk to phen_dau_reader_open
  using (exists (select from survey.survey where id = survey_id))
  with check (exists (select from survey.survey where id = survey_id));
