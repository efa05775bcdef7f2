import { type Layer, type LayerPart, readableParts } from '@phen-dau/geodata';
import { type Caller, readerFor } from './account.ts';
import type { Database } from './database/database.ts';
import { recordEvent } from './queries/audit.ts';

export const holdsRestricted = (parts: readonly LayerPart[]): boolean =>
  parts.some(({ sensitivity }) => sensitivity === 'restricted');

interface Reading {
  readonly caller: Caller;
  /** Address of the caller. */
  readonly from: string;
  readonly layer: Layer;
  /** `layer.read`, or `layer.export` for a whole layer. */
  readonly action: 'layer.read' | 'layer.export';
  /** How and how much; never coordinates or attributes. */
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Leaves one audit entry that somebody read restricted features or took a whole layer away; before the answer goes out. */
export async function recordReading(
  database: Database,
  { caller, from, layer, action, detail }: Reading,
): Promise<void> {
  // What could hold restricted features is told to restricted clearance only: even a count would say that there are some.
  const sensitivity = readableParts(layer, caller.clearance).at(-1)?.sensitivity ?? layer.sensitivity;
  await database.transaction(readerFor(caller, { from }), (transaction) =>
    recordEvent(transaction, { action, outcome: 'done', layer: layer.id, sensitivity, detail }),
  );
}

/** A map asks for dozens of tiles a minute: they count as one reading for this long. */
const sameReadingMilliseconds = 15 * 60_000;
const mostReadings = 10_000;

/** Records readings that come in floods, one a session, layer and quarter of an hour. */
export function createReadingLog(database: Database, now: () => Date) {
  const latest = new Map<string, number>();
  return async (reading: Reading): Promise<void> => {
    const { caller, layer } = reading;
    const key = `${caller.kind === 'account' ? caller.proof.id : ''} ${layer.id}`;
    const before = latest.get(key);
    const moment = now().getTime();
    if (before !== undefined && moment - before < sameReadingMilliseconds) return;
    if (latest.size >= mostReadings) latest.clear();
    latest.set(key, moment);
    await recordReading(database, reading);
  };
}
