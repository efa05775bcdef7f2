-- Points lie in an SP-GiST index instead of a GiST one. A point enters it by halving space, not by comparing itself with
-- every box on its way down: 100,000 lamps cost 0.3 s of it instead of 0.8 s, the largest part of their insert. The operators
-- asked (&& of a tile, of a bounding box, of a distance) are answered as fast, and nearest neighbours by `<->`, which it has
-- not, nobody asks for. Lines and areas keep GiST. A migration that adds a layer of points calls this after add_layer_part.
create procedure register.index_points(schema_name text, table_name text)
  language plpgsql
as $$
declare
  indexed text;
begin
  foreach indexed in array array[table_name, table_name || '_history'] loop
    execute format('drop index %I.%I', schema_name, indexed || '_geometry');
    execute format('create index %I on %I.%I using spgist (geometry)', indexed || '_geometry', schema_name, indexed);
  end loop;
end
$$;
revoke execute on procedure register.index_points(text, text) from public;

do $$
declare
  found record;
begin
  for found in
    select f_table_schema as schema_name, f_table_name as table_name
    from geometry_columns join (select part from register.layer_version union all select part from defence.layer_version) as layers
      on layers.part = f_table_schema || '.' || f_table_name
    where type = 'POINT'
  loop
    call register.index_points(found.schema_name, found.table_name);
  end loop;
end
$$;
