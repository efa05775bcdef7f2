import type { CoverageTrend } from '@phen-dau/geodata';
import { useEffect, useState } from 'react';
import { readCoverageTrend } from '../../api/coverage.ts';
import { useStore } from '../../state/store.ts';

/** Trends read in this session; frozen months never change. */
const cache = new Map<string, Promise<CoverageTrend>>();
useStore.subscribe((state, before) => {
  if (state.session.state !== before.session.state) cache.clear();
});

const firstWaitMilliseconds = 3000;
const longestWaitMilliseconds = 20_000;

function findTrend(post: string | undefined): Promise<CoverageTrend> {
  const key = post ?? '';
  const known = cache.get(key);
  if (known) return known;
  const asked = readCoverageTrend(post);
  cache.set(key, asked);
  asked.then(
    // One that is not complete yet is asked for again by whoever looks at it next.
    ({ pending }) => pending.length > 0 && cache.delete(key),
    () => cache.delete(key),
  );
  return asked;
}

/** The frozen months of a post, or of the province; asked for again as long as the server is preparing some. */
export function useTrend(post: string | undefined): CoverageTrend | undefined {
  const [trend, setTrend] = useState<CoverageTrend>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wanted = true;
    const look = (waitMilliseconds: number) => {
      // A trend that cannot be read leaves its place empty: the row has said what matters.
      findTrend(post).then(
        (found) => {
          if (!wanted) return;
          setTrend(found);
          if (found.pending.length === 0) return;
          const longer = Math.min(1.5 * waitMilliseconds, longestWaitMilliseconds);
          timer = setTimeout(() => look(longer), waitMilliseconds);
        },
        () => undefined,
      );
    };
    setTrend(undefined);
    look(firstWaitMilliseconds);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [post]);
  return trend;
}
