-- Which process freezes months: one at a time among all that serve this database. Not a lock of a transaction, because a month
-- is computed for seconds and no connection should wait idle meanwhile; who ends without warning is followed when its time is up.
create table coverage.freezing (
  one boolean primary key default true check (one),
  holder uuid not null,
  held_until timestamptz not null
);
grant select, insert, update, delete on coverage.freezing to phen_dau_editor_internal;
