import { useEffect, useState } from 'react';
import type { Survey, SurveyFeature } from '../../api/survey-types.ts';
import { readSurveyFeatures } from '../../api/surveys.ts';
import { useStore } from '../../state/store.ts';
import { notifyFailure } from './notify-failure.ts';

/** Features read without being asked; a longer file is read on as the person wishes. */
const mostUnasked = 20_000;

interface Read {
  readonly features: readonly SurveyFeature[];
  readonly all: number;
  readonly next: string | null;
}
const none: readonly SurveyFeature[] = [];

interface KeptFeatures {
  readonly kept: readonly SurveyFeature[];
  /** Undefined until the first page has come. */
  readonly all: number | undefined;
  readonly more: (() => void) | undefined;
}

/** What was understood of a survey, a page after the other; read again with every version. */
export function useKeptFeatures({ id, version }: Survey): KeptFeatures {
  const [read, setRead] = useState<Read>();
  const signIns = useStore((state) => state.signIns);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was understood changes with the survey's version, another session may fail no more
  useEffect(() => {
    const cancel = new AbortController();
    readOn(id, undefined, cancel).then(setRead, (error) => !cancel.signal.aborted && notifyFailure(error));
    return () => cancel.abort();
  }, [id, version, signIns]);
  return {
    kept: read?.features ?? none,
    all: read?.all,
    more: read?.next ? () => void readOn(id, read).then(setRead, notifyFailure) : undefined,
  };
}

async function readOn(id: string, before: Read | undefined, cancel: Partial<AbortController> = {}): Promise<Read> {
  const features = [...(before?.features ?? [])];
  const from = features.length;
  let next: string | null | undefined = before?.next;
  let all = 0;
  do {
    const page = await readSurveyFeatures(id, next ?? undefined, cancel);
    features.push(...page.features);
    all = page.numberMatched;
    next = page.next;
  } while (next && features.length - from < mostUnasked);
  return { features, all, next };
}
