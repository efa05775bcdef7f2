import type { LayerPart } from '@phen-dau/geodata';
import type { Actor, Database } from './database/database.ts';
import { partVersions } from './queries/layers.ts';

/** `register.border_marker` */
export const partName = (part: LayerPart): string => `${part.schema}.${part.table}`;

/** The store reads for itself, so it may read all; what leaves it is decided for each request by the readable parts. */
const all: Actor = { role: 'reader_restricted', account: null };

/**
 * The version of every layer part as this process knows it. A commit makes the changed part's unknown until it is read
 * again, so nobody is ever told "not modified" of what somebody has just changed.
 */
export interface TileVersions {
  /** Sum of the parts' versions, if all are known. */
  atOnce(parts: readonly LayerPart[]): number | undefined;
  sum(parts: readonly LayerPart[]): Promise<number>;
  of(part: LayerPart): Promise<number>;
  /** Counts the changes of a part; hand it back to `note`. */
  changesSeen(part: LayerPart): number;
  /** A version read along with other work, of use if the part has not changed since `changesSeen`. */
  note(part: LayerPart, version: number, changesSeen: number): void;
  /** Rises with every change of any part: while it stands still, so does every version. */
  readonly epoch: number;
  close(): void;
}

export function tileVersions(database: Database, changed: (part: string) => void): TileVersions {
  const known = new Map<string, number>();
  const changes = new Map<string, number>();
  let reading: Promise<void> | undefined;
  let epoch = 0;
  const stop = database.onLayerChange((part) => {
    epoch += 1;
    known.delete(part);
    changes.set(part, (changes.get(part) ?? 0) + 1);
    changed(part);
  });

  function atOnce(parts: readonly LayerPart[]): number | undefined {
    let sum = 0;
    for (const part of parts) {
      const version = known.get(partName(part));
      if (version === undefined) return undefined;
      sum += version;
    }
    return sum;
  }

  /** All at once is one statement, as cheap as one. On the primary: a replica may lag behind the change just told of. */
  async function read(): Promise<void> {
    const before = new Map(changes);
    const versions = await database.transaction(all, (transaction) => partVersions(transaction, 'restricted'));
    for (const [part, version] of versions) if (changes.get(part) === before.get(part)) known.set(part, version);
  }

  async function sum(parts: readonly LayerPart[]): Promise<number> {
    for (;;) {
      const versions = atOnce(parts);
      if (versions !== undefined) return versions;
      // One that was already underway may have missed the change; then there is another round.
      reading ??= read().finally(() => {
        reading = undefined;
      });
      await reading;
    }
  }

  return {
    atOnce,
    sum,
    of: (part) => sum([part]),
    changesSeen: (part) => changes.get(partName(part)) ?? 0,
    note(part, version, changesSeen) {
      const name = partName(part);
      if ((changes.get(name) ?? 0) === changesSeen) known.set(name, version);
    },
    get epoch() {
      return epoch;
    },
    close: stop,
  };
}
