import { type Clearance, layerById, layerParts } from '@phen-dau/geodata';
import type { Actor, Database, Transaction } from '../database/database.ts';
import { coverageChanges, coverageParts, coverageRows, coverageStateRows } from '../queries/coverage-features.ts';
import { type ProvinceParameters, provinceParameters } from '../queries/coverage-parameters.ts';
import type { CoverageRows } from '../queries/coverage-rows.ts';
import { tileVersions } from '../tile-versions.ts';
import { createComputing, type HeldWorks, type ReadChanges, type ReadWorks } from './computing.ts';

/** What a caller's coverage is computed from: with the tracks, which are internal, or without. */
export type CoverageAccess = 'open' | 'internal';

/** No layer of coverage is restricted, so two answers serve all clearances. */
export const coverageAccess = (clearance: Clearance): CoverageAccess => (clearance === 'open' ? 'open' : 'internal');

/**
 * Keeps works in the hands of the computing thread between questions, as long as the database is open; however many ask at
 * once, a day is read once.
 */
export interface CoverageStore {
  /** Of what a class of readers sees; known without asking the database until something changes. */
  dataVersion(access: CoverageAccess): Promise<string>;
  /** To be asked at once: works that have not been asked about for long are forgotten. */
  works(access: CoverageAccess, asOf: string): Promise<HeldWorks>;
  /** All states there ever were, read for whoever computes many days. */
  history(access: CoverageAccess): Promise<ReadWorks>;
  /** Of a layer anybody may read. */
  layerVersion(layer: 'border-marker' | 'village'): Promise<number>;
  /** The province's own parameters. */
  parameters(): Promise<ProvinceParameters>;
  close(): Promise<void>;
}

/** Days kept: today's, and what a time slider or a comparison of years has just looked at. */
const mostDays = 8;
/** Reading every track of a large province may take longer than an ordinary statement may. */
const readingLimits = { statementMs: 120_000 };
export const readerOf = (access: CoverageAccess): Actor => ({ role: `reader_${access}`, account: null });

interface KeptDay {
  readonly dataVersion: string;
  readonly works: Promise<HeldWorks>;
}

/** The store over one database; it listens for changed layers until it is closed. */
export function createCoverageStore({ database }: { readonly database: Database }): CoverageStore {
  /** By class and day, least recently used first. */
  const days = new Map<string, KeptDay>();
  const computing = createComputing(() => days.clear());
  const versions = tileVersions(database, () => undefined);
  let parameters: Promise<ProvinceParameters> | undefined;
  const stopListening = database.onLayerChange((part) => {
    if (part === 'coverage.parameters') parameters = undefined;
  });

  /** The version of each layer, in the order of `coverageLayers`. */
  const dataVersion = async (access: CoverageAccess) =>
    (await Promise.all(coverageParts(access).map((part) => versions.of(part)))).join('.');

  /** Reads one layer after another, and again if a change came meanwhile: what is told belongs to one version. */
  async function readAt(
    access: CoverageAccess,
    asOf: string | null,
    query: (transaction: Transaction) => Promise<CoverageRows>,
  ): Promise<ReadWorks> {
    for (;;) {
      const version = await dataVersion(access);
      const rows = await database.transaction(readerOf(access), query, readingLimits);
      if ((await dataVersion(access)) === version) return { asOf, dataVersion: version, rows };
    }
  }

  const readDay = (access: CoverageAccess, asOf: string) =>
    computing.hold(readAt(access, asOf, (transaction) => coverageRows(transaction, access, asOf)));

  /** The works of a day that were read before, with what changed since; read again where that cannot be told. */
  async function renewed(access: CoverageAccess, asOf: string, known: KeptDay): Promise<HeldWorks> {
    const held = await known.works.catch(() => undefined);
    try {
      const changes = held && (await changesOf(access, asOf, held.dataVersion));
      if (changes) return held.edited(changes);
    } finally {
      forget(known);
    }
    return readDay(access, asOf);
  }

  async function changesOf(access: CoverageAccess, asOf: string, since: string): Promise<ReadChanges | null> {
    const versions = since.split('.').map(Number);
    for (;;) {
      const version = await dataVersion(access);
      const changes = await database.transaction(
        readerOf(access),
        (transaction) => coverageChanges(transaction, access, asOf, versions),
        readingLimits,
      );
      if (!changes) return null;
      if ((await dataVersion(access)) === version) return { dataVersion: version, changes };
    }
  }

  async function works(access: CoverageAccess, asOf: string): Promise<HeldWorks> {
    const key = `${access} ${asOf}`;
    const version = await dataVersion(access);
    const known = days.get(key);
    const kept =
      known?.dataVersion === version
        ? known
        : { dataVersion: version, works: known ? renewed(access, asOf, known) : readDay(access, asOf) };
    days.delete(key);
    days.set(key, kept);
    for (const [oldest, day] of days) {
      if (days.size <= mostDays) break;
      days.delete(oldest);
      forget(day);
    }
    // A failure is not kept: the next asker tries again.
    kept.works.catch(() => days.get(key) === kept && days.delete(key));
    return kept.works;
  }

  return {
    dataVersion,
    works,
    history: (access) => readAt(access, null, (transaction) => coverageStateRows(transaction, access)),
    layerVersion: (layer) => versions.sum(layerParts(layerById(layer))),
    parameters: () => {
      parameters ??= database.transaction(readerOf('open'), provinceParameters).catch((error: unknown) => {
        parameters = undefined;
        throw error;
      });
      return parameters;
    },
    async close() {
      stopListening();
      versions.close();
      await computing.close();
    },
  };
}

/** Once those who already wait for the works have asked them, which they do at once. */
function forget({ works }: KeptDay): void {
  works.then(
    (held) => setImmediate(() => held.forget()),
    () => undefined,
  );
}
