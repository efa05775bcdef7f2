import type { CoveragePeriod, MeasureParameters } from '@phen-dau/geodata';
import type { Context } from 'hono';
import type { Database } from '../database/database.ts';
import type { Log } from '../log.ts';
import type { ApiEnv } from '../policy.ts';
import { vietnamDay } from '../today.ts';
import { coverageAnswers } from './answers.ts';
import { createMonthFreezer } from './freezing.ts';
import { type CoverageQuery, parametersAsked, periodAsked } from './request.ts';
import { type CoverageAccess, coverageAccess, createCoverageStore } from './store.ts';
import { coverageTrendOf } from './trend.ts';

/** A question about coverage as an address puts it: who sees what, the day, with which parameters and period. */
export interface AskedCoverage {
  readonly access: CoverageAccess;
  readonly asOf: string;
  readonly measured: { readonly parameters: MeasureParameters; readonly period: CoveragePeriod };
  /** Parameters and period as a part of the answer's tag. */
  readonly told: readonly (string | null)[];
}

interface CoverageNeeds {
  readonly database: Database;
  readonly now: () => Date;
  readonly log: Log;
}

/** What all addresses of coverage share: the computing thread, the finished answers and the frozen months. */
export function createCoverage({ database, now, log }: CoverageNeeds) {
  const store = createCoverageStore({ database });
  const today = () => vietnamDay(now());
  const freezer = createMonthFreezer({ database, store, today, log });

  async function ask(c: Context<ApiEnv>, query: CoverageQuery): Promise<AskedCoverage> {
    const period = periodAsked(query);
    const parameters = parametersAsked((await store.parameters()).parameters, query);
    return {
      access: coverageAccess(c.var.caller.clearance),
      asOf: query.asOf ?? today(),
      measured: { parameters, period },
      told: [JSON.stringify(parameters), period.from, period.to],
    };
  }

  return {
    database,
    store,
    ask,
    answer: coverageAnswers(store),
    trend: coverageTrendOf({ database, store, freezer, today }),
    /** Begins to freeze months without being asked. */
    start: () => freezer.start(),
    async close() {
      await freezer.close();
      await store.close();
    },
  };
}
export type Coverage = ReturnType<typeof createCoverage>;
