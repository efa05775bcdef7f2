import {
  type Clearance,
  type CoverageFeatures,
  layerById,
  layerParts,
  type MeasureParameters,
  type NamedWorks,
  type PreparedWorks,
  prepareWorks,
  withParameters,
  worksOf,
} from '@phen-dau/geodata';
import type { Actor, Database, Transaction } from '../database/database.ts';
import { coverageFeatures, coverageParts, coverageStates } from '../queries/coverage-features.ts';
import { type ProvinceParameters, provinceParameters } from '../queries/coverage-parameters.ts';
import { tileVersions } from '../tile-versions.ts';

/** What a caller's coverage is computed from: with the tracks, which are internal, or without. */
export type CoverageAccess = 'open' | 'internal';

/** No layer of coverage is restricted, so two answers serve all clearances. */
export const coverageAccess = (clearance: Clearance): CoverageAccess => (clearance === 'open' ? 'open' : 'internal');

/** The works of one day as one class of readers may see them, packed for measuring. */
export interface WorksOfDay {
  readonly asOf: string;
  readonly dataVersion: string;
  readonly features: CoverageFeatures;
  readonly named: NamedWorks;
  prepared(parameters: MeasureParameters): PreparedWorks;
}

/** Keeps works in memory between questions, as long as the database is open; however many ask at once, a day is read once. */
export interface CoverageStore {
  /** Of what a class of readers sees; known without asking the database until something changes. */
  dataVersion(access: CoverageAccess): Promise<string>;
  works(access: CoverageAccess, asOf: string): Promise<WorksOfDay>;
  /** Any day's works, from one reading of all states and without keeping them: for many days asked about once. */
  history(access: CoverageAccess): Promise<(asOf: string) => WorksOfDay>;
  /** Of a layer anybody may read. */
  layerVersion(layer: 'border-marker' | 'village'): Promise<number>;
  /** The province's own parameters. */
  parameters(): Promise<ProvinceParameters>;
}

/** Days kept: today's, and what a time slider or a comparison of years has just looked at. */
const mostDays = 8;
/** Reading every track of a large province may take longer than an ordinary statement may. */
const readingLimits = { statementMs: 120_000 };
const readerOf = (access: CoverageAccess): Actor => ({ role: `reader_${access}`, account: null });

export function createCoverageStore({ database }: { readonly database: Database }): CoverageStore {
  /** By class and day, least recently used first. */
  const days = new Map<string, { readonly dataVersion: string; readonly works: Promise<WorksOfDay> }>();
  const versions = tileVersions(database, () => undefined);
  let parameters: Promise<ProvinceParameters> | undefined;
  database.onLayerChange((part) => {
    if (part === 'coverage.parameters') parameters = undefined;
  });

  /** The version of each layer, in the order of `coverageLayers`. */
  const dataVersion = async (access: CoverageAccess) =>
    (await Promise.all(coverageParts(access).map((part) => versions.of(part)))).join('.');

  /** Reads one layer after another, and again if a change came meanwhile: what is told belongs to one version. */
  async function readAt<Read>(
    access: CoverageAccess,
    query: (transaction: Transaction) => Promise<Read>,
  ): Promise<{ readonly version: string; readonly read: Read }> {
    for (;;) {
      const version = await dataVersion(access);
      const read = await database.transaction(readerOf(access), query, readingLimits);
      if ((await dataVersion(access)) === version) return { version, read };
    }
  }

  async function readDay(access: CoverageAccess, asOf: string): Promise<WorksOfDay> {
    const { version, read } = await readAt(access, (transaction) => coverageFeatures(transaction, access, asOf));
    return worksOfDay(asOf, version, read);
  }

  async function history(access: CoverageAccess) {
    const { version, read } = await readAt(access, (transaction) => coverageStates(transaction, access));
    return (asOf: string) => worksOfDay(asOf, version, read.on(asOf));
  }

  async function works(access: CoverageAccess, asOf: string): Promise<WorksOfDay> {
    const key = `${access} ${asOf}`;
    const version = await dataVersion(access);
    const known = days.get(key);
    const kept = known?.dataVersion === version ? known : { dataVersion: version, works: readDay(access, asOf) };
    days.delete(key);
    days.set(key, kept);
    for (const oldest of days.keys()) if (days.size > mostDays) days.delete(oldest);
    // A failure is not kept: the next asker tries again.
    kept.works.catch(() => days.get(key) === kept && days.delete(key));
    return kept.works;
  }

  return {
    dataVersion,
    works,
    history,
    layerVersion: (layer) => versions.sum(layerParts(layerById(layer))),
    parameters: () => {
      parameters ??= database.transaction(readerOf('open'), provinceParameters).catch((error: unknown) => {
        parameters = undefined;
        throw error;
      });
      return parameters;
    },
  };
}

function worksOfDay(asOf: string, dataVersion: string, features: CoverageFeatures): WorksOfDay {
  const named = worksOf(features);
  let latest: PreparedWorks | undefined;
  return {
    asOf,
    dataVersion,
    features,
    named,
    prepared(parameters) {
      latest = latest ? withParameters(latest, parameters) : prepareWorks(named.works, parameters);
      return latest;
    },
  };
}
