import type { CoverageBasis, CoveragePeriod, MeasureParameters } from '@phen-dau/geodata';
import type { Context } from 'hono';
import type { Database } from '../database/database.ts';
import type { ApiEnv } from '../policy.ts';
import { vietnamDay } from '../today.ts';
import { coverageAnswers } from './answers.ts';
import { type CoverageQuery, parametersAsked, periodAsked } from './request.ts';
import { type CoverageAccess, coverageAccess, createCoverageStore, type WorksOfDay } from './store.ts';
import { coverageTrendKeeper } from './trend.ts';

/** A question about coverage as an address puts it: who sees what, the day, with which parameters and period. */
export interface AskedCoverage {
  readonly access: CoverageAccess;
  readonly asOf: string;
  readonly period: CoveragePeriod;
  readonly parameters: MeasureParameters;
  /** Parameters and period as a part of the answer's tag. */
  readonly told: readonly (string | null)[];
  basis(works: WorksOfDay): CoverageBasis;
}

/** What all addresses of coverage share: the works in memory, the finished answers and the frozen months. */
export function createCoverage({ database, now }: { readonly database: Database; readonly now: () => Date }) {
  const store = createCoverageStore({ database });
  const today = () => vietnamDay(now());

  async function ask(c: Context<ApiEnv>, query: CoverageQuery): Promise<AskedCoverage> {
    const period = periodAsked(query);
    const parameters = parametersAsked((await store.parameters()).parameters, query);
    const asOf = query.asOf ?? today();
    return {
      access: coverageAccess(c.var.caller.clearance),
      ...{ asOf, period, parameters },
      told: [JSON.stringify(parameters), period.from, period.to],
      basis: ({ dataVersion, named }) => ({ asOf, dataVersion, period, parameters, rows: named.rows }),
    };
  }

  return { database, store, today, ask, answer: coverageAnswers(store), trend: coverageTrendKeeper(database, store) };
}
export type Coverage = ReturnType<typeof createCoverage>;
