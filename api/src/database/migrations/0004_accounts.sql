-- Accounts, what signs them in, and what slows down guessing. Only phen_dau_account_keeper reaches this schema.
create schema account;
grant usage on schema account to phen_dau_account_keeper;

create table account.account (
  id uuid primary key default gen_random_uuid(),
  username text not null check (char_length(username) between 1 and 64),
  -- NFC, lower case; what a sign-in is looked up by.
  username_folded text not null unique check (username_folded = lower(username_folded)),
  -- argon2id in PHC form; null until the holder has set a password with an activation code.
  password_hash text,
  must_change_password boolean not null default false,
  role text not null check (role in ('viewer', 'officer', 'surveyor', 'planner', 'reviewer', 'administrator')),
  clearance text not null check (clearance in ('open', 'internal', 'restricted')),
  post_id uuid references register.border_post (id) on delete set null,
  -- A demonstration account is refused where the demonstration province is not loaded.
  demonstration boolean not null default false,
  created_at timestamptz not null default now(),
  password_set_at timestamptz,
  disabled_at timestamptz
);
create index account_post_id on account.account (post_id);

-- Signed-in browsers and the tokens of scripts: both are 256 random bits of which only the SHA-256 is kept.
create table account.session (
  id uuid primary key default gen_random_uuid(),
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  account_id uuid not null references account.account (id) on delete cascade,
  kind text not null check (kind in ('browser', 'token')),
  -- What its holder calls a token; null for a browser.
  name text check (char_length(name) between 1 and 100),
  -- Never above the account's own at the moment of signing in.
  clearance text not null check (clearance in ('open', 'internal', 'restricted')),
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  -- Moves on with use (idle limit); never past ends_at (absolute limit). Null: no such limit.
  expires_at timestamptz,
  ends_at timestamptz,
  address text,
  user_agent text check (char_length(user_agent) <= 400),
  check ((kind = 'token') = (name is not null))
);
create index session_account_id on account.session (account_id);
create index session_ends_at on account.session (ends_at);

-- One row for each account tried (known or not) and each address tried from; kept in the database so that no restart
-- and no second API process forgets it.
create table account.sign_in_attempt (
  -- 'account:<username_folded>' or 'address:<prefix>'
  subject text primary key check (char_length(subject) <= 200),
  failures integer not null default 0 check (failures >= 0),
  first_failed_at timestamptz not null default now(),
  last_failed_at timestamptz not null default now(),
  blocked_until timestamptz
);
create index sign_in_attempt_last_failed_at on account.sign_in_attempt (last_failed_at);

-- A browser an account has signed in from before keeps its own throttle, so that strangers cannot lock its holder out.
create table account.known_device (
  account_id uuid not null references account.account (id) on delete cascade,
  device_hash bytea not null check (octet_length(device_hash) = 32),
  last_used_at timestamptz not null default now(),
  primary key (account_id, device_hash)
);

-- One-time codes: the first administrator's (account_id null) and those an administrator hands over in person.
create table account.activation_code (
  code_hash bytea primary key check (octet_length(code_hash) = 32),
  account_id uuid references account.account (id) on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index activation_code_account_id on account.activation_code (account_id);

grant select, insert, update, delete on all tables in schema account to phen_dau_account_keeper;

-- The post of an account, by name.
grant usage on schema register to phen_dau_account_keeper;
grant select (id, name) on register.border_post to phen_dau_account_keeper;

-- Every API process keeps live sessions in memory; whoever ends one or changes what it rests on is heard by all of them.
create function account.announce() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform audit.mark_changed('account.session');
  perform pg_notify('phen_dau_change', 'account.session ' || coalesce(audit.actor('origin'), ''));
  return null;
end
$$;
revoke execute on all routines in schema account from public;
create trigger announce_change after update of username, role, clearance, post_id, password_hash, must_change_password,
  disabled_at or delete on account.account for each statement execute function account.announce();
create trigger announce_end after update of clearance, ends_at or delete on account.session
  for each statement execute function account.announce();
