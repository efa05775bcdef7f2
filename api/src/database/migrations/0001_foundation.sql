-- Roles, schemas, the VN-2000 zones that PostGIS lacks, and how names are folded for searching.

-- Roles belong to the whole server, not to one database: another database of ours may have made them, even this moment.
do $$
declare
  wanted text;
begin
  foreach wanted in array array[
    'phen_dau_reader_open', 'phen_dau_reader_internal', 'phen_dau_reader_restricted',
    'phen_dau_editor_open', 'phen_dau_editor_internal', 'phen_dau_editor_restricted',
    'phen_dau_account_keeper', 'phen_dau_api'
  ] loop
    begin
      -- The login role gets LOGIN and a password when a server starts (api/src/database/postgres.ts), never here.
      execute format('create role %I nologin noinherit nosuperuser nocreatedb nocreaterole nobypassrls', wanted);
    exception when duplicate_object or unique_violation then
      null;
    end;
  end loop;
end
$$;

-- Each clearance sees what the one below it sees; an editor sees what the reader of that clearance sees.
alter role phen_dau_reader_internal inherit;
alter role phen_dau_reader_restricted inherit;
alter role phen_dau_editor_open inherit;
alter role phen_dau_editor_internal inherit;
alter role phen_dau_editor_restricted inherit;
grant phen_dau_reader_open to phen_dau_reader_internal;
grant phen_dau_reader_internal to phen_dau_reader_restricted;
grant phen_dau_reader_open to phen_dau_editor_open;
grant phen_dau_editor_open, phen_dau_reader_internal to phen_dau_editor_internal;
grant phen_dau_editor_internal, phen_dau_reader_restricted to phen_dau_editor_restricted;
-- The login role is NOINHERIT: it can become any of these with SET ROLE and by itself may nothing.
grant phen_dau_reader_open, phen_dau_reader_internal, phen_dau_reader_restricted, phen_dau_editor_open,
  phen_dau_editor_internal, phen_dau_editor_restricted, phen_dau_account_keeper to phen_dau_api;

create extension if not exists postgis;

create schema register;
create schema defence;
create schema audit;
comment on schema register is 'Layers of open and internal sensitivity';
comment on schema defence is 'Layers of restricted sensitivity';
comment on schema audit is 'What was done by whom; append-only';
grant usage on schema register to phen_dau_reader_open;
grant usage on schema defence to phen_dau_reader_restricted;
grant usage on schema audit to phen_dau_reader_open, phen_dau_account_keeper;

-- PostGIS knows 3405, 3406, 4756 and 5896-5899 only. auth_name stays null on purpose: with 'EPSG' PROJ would pick another
-- shift in the far south (0.8 m off), with an invented name a transformation returns no rows and no error.
insert into spatial_ref_sys (srid, auth_name, auth_srid, srtext, proj4text)
select
  zone.srid, null, null,
  format(
    'PROJCS["VN-2000 / TM-3 %s",GEOGCS["VN-2000",DATUM["Vietnam_2000",SPHEROID["WGS 84",6378137,298.257223563],'
    || 'TOWGS84[-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278]],'
    || 'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],'
    || 'PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",%s],PARAMETER["scale_factor",0.9999],'
    || 'PARAMETER["false_easting",500000],PARAMETER["false_northing",0],UNIT["metre",1]]',
    zone.name, zone.meridian
  ),
  format(
    '+proj=tmerc +lat_0=0 +lon_0=%s +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +towgs84=-191.90441429,-39.30318279,'
    || '-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278 +units=m +no_defs',
    zone.meridian
  )
from (
  values
    (9205, '103-00', '103'), (9206, '104-00', '104'), (9207, '104-30', '104.5'), (9208, '104-45', '104.75'),
    (9209, '105-30', '105.5'), (9210, '105-45', '105.75'), (9211, '106-00', '106'), (9212, '106-15', '106.25'),
    (9213, '106-30', '106.5'), (9214, '107-00', '107'), (9215, '107-15', '107.25'), (9216, '107-30', '107.5'),
    (9217, '108-15', '108.25'), (9218, '108-30', '108.5')
) as zone (srid, name, meridian)
on conflict (srid) do update
  set auth_name = excluded.auth_name, auth_srid = excluded.auth_srid, srtext = excluded.srtext,
      proj4text = excluded.proj4text;

-- The same as foldDiacritics in geodata (a test compares): `Đồng Đăng` becomes `dong dang`. Neither unaccent (not
-- immutable, another extension to load) nor a collation (the embedded database has only C) would serve both engines.
create function register.fold(name text) returns text
  language sql immutable strict parallel safe
  return lower(translate(regexp_replace(normalize(name, NFD), '[\u0300-\u036f]', '', 'g'), 'đĐ', 'dD'));
grant execute on function register.fold(text) to phen_dau_reader_open;
