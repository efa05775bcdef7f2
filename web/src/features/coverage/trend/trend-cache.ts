import type { CoverageTrend } from '@phen-dau/geodata';

/** Whose trend, and until when. */
export interface TrendQuestion {
  /** Undefined: the province. */
  readonly post: string | undefined;
  /** The last day of the last month wanted; undefined: of the last that has ended. */
  readonly until: string | undefined;
}

/** Trends, each asked for once for one state of the register. */
export interface TrendCache {
  /** `versions` names the state: frozen months never change, but the register may have learnt more of them since. */
  find(question: TrendQuestion, versions: string): Promise<CoverageTrend>;
  clear(): void;
}

export function createTrendCache(ask: (question: TrendQuestion) => Promise<CoverageTrend>): TrendCache {
  const known = new Map<string, { readonly versions: string; readonly trend: Promise<CoverageTrend> }>();
  return {
    find(question, versions) {
      const key = `${question.post} ${question.until}`;
      const found = known.get(key);
      if (found?.versions === versions) return found.trend;
      const asked = { versions, trend: ask(question) };
      known.set(key, asked);
      const forget = () => known.get(key) === asked && known.delete(key);
      // One that is not complete yet is asked for again by whoever looks at it next.
      asked.trend.then(({ pending }) => pending.length > 0 && forget(), forget);
      return asked.trend;
    },
    clear: () => known.clear(),
  };
}
