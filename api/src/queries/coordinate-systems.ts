import { type CoordinateSystem, describedSystem, distanceMetres, toWgs84, type Unsupported } from '@phen-dau/geodata';
import type { Transaction } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** Coordinates as a file has them, easting or longitude first. */
export type PlanePlace = readonly [x: number, y: number];

/**
 * Two transformations may differ by so much: less than any survey here notices, far less than a datum makes. Where PROJ knows no
 * shift for a place it makes none and says nothing (Hanoi 1972 and Indian 1960 in the north: 51 m and 457 m).
 */
const apartMetres = 1;

/**
 * A coordinate system as the database knows it, tried on some places of the file: used only where PostGIS puts them where we do.
 * Null when the database does not know the code.
 */
export async function databaseSystem(
  transaction: Transaction,
  code: number,
  places: readonly PlanePlace[],
): Promise<CoordinateSystem | Unsupported | null> {
  const [row] = await transaction.query<{ text: string | null; wkt: string | null }>(
    sql`select proj4text as text, srtext as wkt from spatial_ref_sys where srid = ${code}`,
  );
  if (!row?.text) return null;
  const system = describedSystem(code, row.text, row.wkt ?? '');
  if (typeof system === 'string' || places.length === 0) return system;
  const own = places.map(([x, y]) => toWgs84(system)(x, y));
  const sound = places.filter((_, at) => own[at]?.every(Number.isFinite));
  const theirs = await attempted(transaction, () =>
    transaction.query<{ x: number; y: number }>(sql`
    select st_x(place) as x, st_y(place) as y
    from unnest(${sound.map(([x]) => x)}::float8[], ${sound.map(([, y]) => y)}::float8[])
        with ordinality as given (x, y, number),
      st_transform(st_setsrid(st_makepoint(given.x, given.y), ${code}::integer), 4326) as place order by number`),
  );
  const ours = own.filter((place) => place.every(Number.isFinite));
  const agree = ours.every((place, at) => {
    const { x = Number.NaN, y = Number.NaN } = theirs[at] ?? {};
    return distanceMetres([...place], [x, y]) <= apartMetres;
  });
  return agree ? system : 'crs-disagrees';
}

/** What the work answers, or nothing where the database cannot do it; its transaction goes on either way. */
async function attempted<T>(transaction: Transaction, work: () => Promise<T[]>): Promise<T[]> {
  await transaction.query(sql`savepoint before_attempt`);
  try {
    return await work();
  } catch {
    // PROJ refuses places outside a projection and systems it lacks a file for, by errors without a SQLSTATE of their own.
    await transaction.query(sql`rollback to savepoint before_attempt`);
    return [];
  }
}
