import { type CoverageTrend, coverageLayers } from '@phen-dau/geodata';
import { useEffect, useState } from 'react';
import { readCoverageTrend } from '../../../api/coverage.ts';
import { findDescription, useStore } from '../../../state/store.ts';
import { lastMonthEnd } from '../period.ts';
import { createTrendCache } from './trend-cache.ts';

const trends = createTrendCache(readCoverageTrend);
useStore.subscribe((state, before) => {
  if (state.session.state !== before.session.state) trends.clear();
});

interface TrendReading {
  /** Undefined while it is not known. */
  readonly trend: CoverageTrend | undefined;
  readonly hasFailed: boolean;
  readonly again: () => void;
}

const firstWaitMilliseconds = 3000;
const longestWaitMilliseconds = 20_000;

/**
 * The frozen months of a post, or of the province, until the day looked at; asked for again as long as the server is preparing some, and when the layers
 * they are measured from have changed: months of which the register has learnt more say so.
 */
export function useTrend(post: string | undefined): TrendReading {
  const [trend, setTrend] = useState<{ readonly of: string; readonly found: CoverageTrend }>();
  const until = useStore(({ asOf }) => asOf && lastMonthEnd(asOf));
  const versions = useStore((state) => coverageLayers.map((layer) => findDescription(state, layer)?.version).join('.'));
  const [failed, setFailed] = useState<string>();
  const [attempt, setAttempt] = useState(0);
  const signIns = useStore((state) => state.signIns);
  const of = `${post} ${until}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt or session asks the same again
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wanted = true;
    const look = (waitMilliseconds: number) => {
      trends.find({ post, until }, versions).then(
        (found) => {
          if (!wanted) return;
          setTrend({ of, found });
          setFailed(undefined);
          if (found.pending.length === 0) return;
          const longer = Math.min(1.5 * waitMilliseconds, longestWaitMilliseconds);
          timer = setTimeout(() => look(longer), waitMilliseconds);
        },
        () => wanted && setFailed(of),
      );
    };
    look(firstWaitMilliseconds);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [post, until, versions, attempt, signIns]);
  return {
    trend: trend?.of === of ? trend.found : undefined,
    hasFailed: failed === of,
    again: () => {
      setFailed(undefined);
      setAttempt((count) => count + 1);
    },
  };
}
