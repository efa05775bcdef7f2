import { useEffect, useState } from 'react';
import { readStagedPage, type StagedPage } from '../../../api/survey-review.ts';
import { useStore } from '../../../state/store.ts';

export interface StagedPageReading {
  readonly state: 'reading' | 'found' | 'failed';
  readonly page: StagedPage | undefined;
  /** Number of the first feature of the page, from 0. */
  readonly first: number;
  readonly previous: (() => void) | undefined;
  readonly next: (() => void) | undefined;
  readonly again: () => void;
}

/** Where a page begins: its path (undefined: the beginning) and the number of its first feature. */
interface Start {
  readonly path: string | undefined;
  readonly first: number;
}
const beginning: Start = { path: undefined, first: 0 };

/** A survey's staged features, one page of the server at a time: a long survey is never all here. */
export function useStagedPage(survey: string, version: number): StagedPageReading {
  const [starts, setStarts] = useState<readonly Start[]>([beginning]);
  const [read, setRead] = useState<{ start: Start; page: StagedPage | undefined }>();
  const [attempt, setAttempt] = useState(0);
  const signIns = useStore((state) => state.signIns);
  const start = starts.at(-1) ?? beginning;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another version of the survey has other features, another session may fail no more
  useEffect(() => {
    const cancel = new AbortController();
    readStagedPage(survey, start.path, cancel).then(
      (page) => setRead({ start, page }),
      () => !cancel.signal.aborted && setRead({ start, page: undefined }),
    );
    return () => cancel.abort();
  }, [survey, version, start, attempt, signIns]);
  const page = read?.start === start ? read.page : undefined;
  const next = page?.next;
  return {
    state: page ? 'found' : read?.start === start ? 'failed' : 'reading',
    page,
    first: start.first,
    previous: starts.length > 1 ? () => setStarts(starts.slice(0, -1)) : undefined,
    next: next ? () => setStarts([...starts, { path: next, first: start.first + page.features.length }]) : undefined,
    again: () => {
      setRead(undefined);
      setAttempt(attempt + 1);
    },
  };
}
