import type { CoverageTrend } from '@phen-dau/geodata';

/** Trends by post (undefined: the province), each asked for once for one state of the register. */
export interface TrendCache {
  /** `versions` names the state: frozen months never change, but the register may have learnt more of them since. */
  find(post: string | undefined, versions: string): Promise<CoverageTrend>;
  clear(): void;
}

export function createTrendCache(ask: (post: string | undefined) => Promise<CoverageTrend>): TrendCache {
  const known = new Map<string, { readonly versions: string; readonly trend: Promise<CoverageTrend> }>();
  return {
    find(post, versions) {
      const key = post ?? '';
      const found = known.get(key);
      if (found?.versions === versions) return found.trend;
      const asked = { versions, trend: ask(post) };
      known.set(key, asked);
      const forget = () => known.get(key) === asked && known.delete(key);
      // One that is not complete yet is asked for again by whoever looks at it next.
      asked.trend.then(({ pending }) => pending.length > 0 && forget(), forget);
      return asked.trend;
    },
    clear: () => known.clear(),
  };
}
