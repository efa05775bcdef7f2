import type { GeometryType, LayerPart } from '@phen-dau/geodata';
import type { Transaction } from '../database/database.ts';
import { identifier, join, sql } from '../database/sql.ts';
import { CopyRows, writeValueOf } from './copy-rows.ts';
import type { State } from './feature-inserts.ts';
import { tableOf, todayOf } from './feature-source.ts';
import type { GeometryInput } from './feature-types.ts';
import { storedEwkb } from './wkb.ts';

/** One COPY is one audit entry, whose digest the database makes of all its rows at once; the embedded engine stores one while
 * the next is packed. */
const mostBytes = 4 << 20;

/**
 * Stores new states by COPY, straight into the part's table: no statement carries them as text, none is cast. False, and
 * nothing done, where that is not possible: PostgreSQL has no COPY into a table with row-level security, and a value in an
 * unusual form is for the database to read. States are asked for as they are sent.
 */
export async function copyFeatures(
  transaction: Transaction,
  part: LayerPart,
  states: Iterable<State>,
): Promise<boolean> {
  if (!transaction.copy || part.schema === 'defence') return false;
  const today = await todayOf(transaction);
  const keys = Object.keys(part.layer.fields);
  const names = ['id', 'geometry', 'valid_from', 'valid_to', ...keys].map((name) => identifier(name));
  const into = sql`copy ${tableOf(part)} (${join(names)}) from stdin (format binary)`;
  const source = states[Symbol.iterator]();
  const cursor = { next: source.next() };
  if (cursor.next.done) return true;
  let hasSavepoint = false;
  try {
    // Packed before anything is sent, because most batches are one piece and need no way back.
    const first = [...encoded(part, source, cursor, today)];
    if (!cursor.next.done) {
      await transaction.query(sql`savepoint before_copy`);
      hasSavepoint = true;
    }
    let copied = await transaction.copy(into, first);
    while (!cursor.next.done) copied = await transaction.copy(into, encoded(part, source, cursor, today));
    await copied.stored;
  } catch (error) {
    if (!(error instanceof UnusualValue)) throw error;
    if (hasSavepoint) await transaction.query(sql`rollback to savepoint before_copy`);
    return false;
  }
  if (hasSavepoint) await transaction.query(sql`release savepoint before_copy`);
  return true;
}

/** A value that only the server can read. */
class UnusualValue extends Error {}

/** The rows of one COPY in chunks, each handed on as soon as it is full: the server stores them while the next are written.
 * `cursor` holds the one that is next. */
function* encoded(
  { layer }: LayerPart,
  source: Iterator<State>,
  cursor: { next: IteratorResult<State> },
  today: string,
): Generator<Uint8Array, void, void> {
  const fields = Object.entries(layer.fields).map(([key, { sqlType }]) => [key, writeValueOf[sqlType]] as const);
  const rows = new CopyRows();
  let bytes = 0;
  for (; !cursor.next.done && bytes < mostBytes; cursor.next = source.next()) {
    const { id, geometry, properties, validFrom = today, validTo } = cursor.next.value;
    rows.startRow(4 + fields.length);
    if (!writeValueOf.uuid(rows, id)) throw new UnusualValue();
    bytes += 200 + writeGeometry(rows, geometry, layer.geometry);
    if (!writeValueOf.date(rows, validFrom)) throw new UnusualValue();
    if (validTo === null) rows.writeNull();
    else if (!writeValueOf.date(rows, validTo)) throw new UnusualValue();
    for (const [key, write] of fields) {
      const value = properties[key] ?? null;
      if (value === null) rows.writeNull();
      else if (!write(rows, value)) throw new UnusualValue();
    }
    yield* rows.take();
  }
  yield* rows.finish();
}

/** Answers how many bytes it took. */
function writeGeometry(rows: CopyRows, geometry: GeometryInput, stored: GeometryType): number {
  if (stored === 'Point' && 'coordinates' in geometry && geometry.type === 'Point') {
    const [longitude = Number.NaN, latitude = Number.NaN] = geometry.coordinates;
    rows.writePoint(longitude, latitude);
    return 25;
  }
  const ewkb = storedEwkb(geometry, stored);
  if (!ewkb) throw new UnusualValue();
  rows.writeBytes(ewkb);
  return ewkb.length;
}
