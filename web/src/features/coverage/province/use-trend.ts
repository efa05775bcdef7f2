import { type CoverageTrend, coverageLayers } from '@phen-dau/geodata';
import { useEffect, useState } from 'react';
import { readCoverageTrend } from '../../../api/coverage.ts';
import { findDescription, useStore } from '../../../state/store.ts';
import { createTrendCache } from './trend-cache.ts';

const trends = createTrendCache((post) => readCoverageTrend(post));
useStore.subscribe((state, before) => {
  if (state.session.state !== before.session.state) trends.clear();
});

const firstWaitMilliseconds = 3000;
const longestWaitMilliseconds = 20_000;

/**
 * The frozen months of a post, or of the province; asked for again as long as the server is preparing some, and when the layers
 * they are measured from have changed: months of which the register has learnt more say so.
 */
export function useTrend(post: string | undefined): CoverageTrend | undefined {
  const [trend, setTrend] = useState<{ readonly of: string | undefined; readonly found: CoverageTrend }>();
  const versions = useStore((state) => coverageLayers.map((layer) => findDescription(state, layer)?.version).join('.'));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wanted = true;
    const look = (waitMilliseconds: number) => {
      // A trend that cannot be read leaves its place empty: the row has said what matters.
      trends.find(post, versions).then(
        (found) => {
          if (!wanted) return;
          setTrend({ of: post, found });
          if (found.pending.length === 0) return;
          const longer = Math.min(1.5 * waitMilliseconds, longestWaitMilliseconds);
          timer = setTimeout(() => look(longer), waitMilliseconds);
        },
        () => undefined,
      );
    };
    look(firstWaitMilliseconds);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [post, versions]);
  return trend && trend.of === post ? trend.found : undefined;
}
