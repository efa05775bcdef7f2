import type { LayerPart } from '@phen-dau/geodata';
import type { Transaction } from '../database/database.ts';
import { identifier, join, sql } from '../database/sql.ts';
import { CopyRows, writeValueOf } from './copy-rows.ts';
import type { State } from './feature-inserts.ts';
import { tableOf } from './feature-source.ts';
import { storedEwkb } from './wkb.ts';

/** One COPY is one audit entry; what it holds lies in memory while it is sent. */
const mostBytes = 64 << 20;

/**
 * Stores new states by COPY, straight into the part's table: no statement carries them as text, none is cast. False, and
 * nothing done, where that is not possible: the embedded engine has no COPY of ours, PostgreSQL has none into a table with
 * row-level security, and a value in an unusual form is for the server to read.
 */
export async function copyFeatures(
  transaction: Transaction,
  part: LayerPart,
  states: readonly State[],
): Promise<boolean> {
  if (!transaction.copy || part.schema === 'defence') return false;
  const today = states.some(({ validFrom }) => validFrom === undefined) ? await todayOf(transaction) : '';
  const keys = Object.keys(part.layer.fields);
  const names = ['id', 'geometry', 'valid_from', 'valid_to', ...keys].map((name) => identifier(name));
  const into = sql`copy ${tableOf(part)} (${join(names)}) from stdin (format binary)`;
  const batches = encoded(part, states, today);
  if (!batches) return false;
  for (const chunks of batches) await transaction.copy(into, chunks);
  return true;
}

/** Everything is encoded before anything is sent, so that an unusual value changes nothing. */
function encoded({ layer }: LayerPart, states: readonly State[], today: string): (readonly Uint8Array[])[] | undefined {
  const fields = Object.entries(layer.fields).map(([key, { sqlType }]) => [key, writeValueOf[sqlType]] as const);
  const batches: (readonly Uint8Array[])[] = [];
  let rows = new CopyRows();
  let bytes = 0;
  for (const { id, geometry, properties, validFrom = today, validTo } of states) {
    const ewkb = storedEwkb(geometry, layer.geometry);
    if (!ewkb) return undefined;
    if (bytes + ewkb.length > mostBytes) {
      batches.push(rows.finish());
      rows = new CopyRows();
      bytes = 0;
    }
    bytes += ewkb.length + 200;
    rows.startRow(4 + fields.length);
    if (!writeValueOf.uuid(rows, id)) return undefined;
    rows.writeBytes(ewkb);
    if (!writeValueOf.date(rows, validFrom)) return undefined;
    if (validTo === null) rows.writeNull();
    else if (!writeValueOf.date(rows, validTo)) return undefined;
    for (const [key, write] of fields) {
      const value = properties[key] ?? null;
      if (value === null) rows.writeNull();
      else if (!write(rows, value)) return undefined;
    }
  }
  return [...batches, rows.finish()];
}

async function todayOf(transaction: Transaction): Promise<string> {
  const [row] = await transaction.query<{ today: string }>(sql`select current_date as today`);
  return row?.today ?? '';
}
