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
import type { Actor, Database } from '../database/database.ts';
import { coverageFeatures, coverageParts } from '../queries/coverage-features.ts';
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

/** Keeps works in memory between questions; however many ask at once, a day is read once. */
export interface CoverageStore {
  /** Of what a class of readers sees; known without asking the database until something changes. */
  dataVersion(access: CoverageAccess): Promise<string>;
  works(access: CoverageAccess, asOf: string): Promise<WorksOfDay>;
  /** The same without keeping it: for a day that is asked about once. */
  worksOnce(access: CoverageAccess, asOf: string): Promise<WorksOfDay>;
  /** Of a layer anybody may read. */
  layerVersion(layer: 'border-marker' | 'village'): Promise<number>;
  /** The province's own parameters. */
  parameters(): Promise<ProvinceParameters>;
  close(): void;
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
  const stop = database.onLayerChange((part) => {
    if (part === 'coverage.parameters') parameters = undefined;
  });

  /** The version of each layer, in the order of `coverageLayers`. */
  const dataVersion = async (access: CoverageAccess) =>
    (await Promise.all(coverageParts(access).map((part) => versions.of(part)))).join('.');

  async function read(access: CoverageAccess, asOf: string, version: string): Promise<WorksOfDay> {
    const features = await database.transaction(
      readerOf(access),
      (transaction) => coverageFeatures(transaction, access, asOf),
      readingLimits,
    );
    // A change that came while the layers were being read, one after another: read them again.
    const after = await dataVersion(access);
    return after === version ? worksOfDay(asOf, version, features) : read(access, asOf, after);
  }

  async function works(access: CoverageAccess, asOf: string): Promise<WorksOfDay> {
    const key = `${access} ${asOf}`;
    const version = await dataVersion(access);
    const known = days.get(key);
    const kept = known?.dataVersion === version ? known : { dataVersion: version, works: read(access, asOf, version) };
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
    worksOnce: async (access, asOf) => read(access, asOf, await dataVersion(access)),
    layerVersion: (layer) => versions.sum(layerParts(layerById(layer))),
    parameters: () => {
      parameters ??= database.transaction(readerOf('open'), provinceParameters).catch((error: unknown) => {
        parameters = undefined;
        throw error;
      });
      return parameters;
    },
    close() {
      stop();
      versions.close();
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
