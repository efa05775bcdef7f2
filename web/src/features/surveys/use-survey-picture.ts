import { useEffect, useState } from 'react';
import type { Survey, SurveyFeature } from '../../api/survey-types.ts';
import { readSurveyFeatures } from '../../api/surveys.ts';
import { goTo } from '../../state/actions.ts';
import { changeSurveyPicture } from '../../state/surveys-actions.ts';
import { notifyFailure } from './notify-failure.ts';

/** Features drawn without being asked; a longer file is drawn on as the person wishes. */
const mostUnasked = 20_000;

export interface SurveyFeatures {
  readonly features: readonly SurveyFeature[];
  /** How many there are in all; undefined until the first page has come. */
  readonly matched: number | undefined;
  /** Reads the rest; undefined when all are here. */
  readonly more: (() => void) | undefined;
}

/** Reads what was understood of a survey and draws it, with the places of its issues; goes there once. */
export function useSurveyPicture(survey: Survey): SurveyFeatures {
  const { id, version, bounds, issues } = survey;
  const [read, setRead] = useState<{ features: SurveyFeature[]; matched: number; next: string | null }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was understood changes with the survey's version
  useEffect(() => {
    const cancel = new AbortController();
    readOn([], undefined, cancel).then(setRead, (error) => !cancel.signal.aborted && notifyFailure(error));
    return () => cancel.abort();
  }, [id, version]);

  const readOn = async (before: SurveyFeature[], from: string | undefined, cancel: Partial<AbortController>) => {
    const features = [...before];
    let next: string | null | undefined = from;
    let matched = 0;
    do {
      const page = await readSurveyFeatures(id, next, cancel);
      features.push(...page.features);
      matched = page.numberMatched;
      next = page.next;
    } while (next && features.length - before.length < mostUnasked);
    return { features, matched, next };
  };

  useEffect(() => {
    changeSurveyPicture({
      kept: (read?.features ?? []).map(({ geometry, changes }) => ({
        ...{ type: 'Feature', geometry },
        properties: { changes: changes !== undefined },
      })),
    });
  }, [read]);
  useEffect(() => {
    changeSurveyPicture({
      marks: issues.flatMap(({ place, severity, ignored }) =>
        place && ignored === null
          ? [{ type: 'Feature', geometry: { type: 'Point', coordinates: [...place] }, properties: { severity } }]
          : [],
      ),
    });
  }, [issues]);
  const hasBounds = bounds !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: gone to once it is known where, and not again after each fix
  useEffect(() => {
    if (bounds) goTo(bounds);
  }, [id, hasBounds]);

  const next = read?.next;
  return {
    features: read?.features ?? [],
    matched: read?.matched,
    more: next ? () => void readOn(read.features, next, {}).then(setRead, notifyFailure) : undefined,
  };
}
