-- Survey files on their way in, for lines that end sooner than the file: what has arrived stays although the line, the browser
-- or the server goes. What the file is for is said only with its last request, so whatever it may hold only its account sees it.
create table survey.upload (
  id uuid primary key default gen_random_uuid(),
  account text not null default current_setting('phen_dau.account') check (account <> ''),
  file_name text not null check (char_length(file_name) between 1 and 300),
  -- Of the whole file, as its sender says.
  sha256 bytea not null check (octet_length(sha256) = 32),
  bytes bigint not null check (bytes > 0),
  received bigint not null default 0 check (received between 0 and bytes),
  -- Since when it is a survey: its pieces are gone, but who did not hear of that must not send them once more.
  used_at timestamptz,
  touched_at timestamptz not null,
  -- The same file of the same account is the same upload, whichever tab or device goes on with it.
  unique (account, sha256, bytes)
);
create index upload_touched_at on survey.upload (touched_at);

create table survey.upload_piece (
  upload_id uuid not null references survey.upload (id) on delete cascade,
  starts_at bigint not null check (starts_at >= 0),
  bytes bytea not null check (octet_length(bytes) > 0),
  primary key (upload_id, starts_at)
);
alter table survey.upload_piece alter column bytes set storage external;

grant select, insert, update, delete on survey.upload to phen_dau_editor_open;
grant select, insert, delete on survey.upload_piece to phen_dau_editor_open;

alter table survey.upload enable row level security;
create policy own on survey.upload to phen_dau_editor_open
  using (account = nullif(current_setting('phen_dau.account', true), ''))
  with check (account = nullif(current_setting('phen_dau.account', true), ''));
alter table survey.upload_piece enable row level security;
create policy with_its_upload on survey.upload_piece to phen_dau_editor_open
  using (exists (select from survey.upload where id = upload_id))
  with check (exists (select from survey.upload where id = upload_id));

-- The one thing done to the uploads of others: forgetting what nobody has gone on with.
create function survey.forget_uploads(untouched_since timestamptz) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
  delete from survey.upload where touched_at < untouched_since;
end;
revoke execute on function survey.forget_uploads(timestamptz) from public;
grant execute on function survey.forget_uploads(timestamptz) to phen_dau_editor_open;
