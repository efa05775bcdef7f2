import { type ReactNode, useEffect, useState } from 'react';
import type { StagedFeature } from '../../../api/survey-review.ts';
import type { Survey } from '../../../api/survey-types.ts';
import type { LayerDescription } from '../../../api/types.ts';
import { useStore } from '../../../state/store.ts';
import { Compare } from './compare.tsx';
import type { Compared } from './compared.ts';
import { useCompared, useComparedOne } from './use-compared.ts';
import { useStagedPage } from './use-staged-page.ts';

interface ReviewedFeaturesProps {
  readonly survey: Survey;
  readonly layer: LayerDescription;
  /** What the map draws, by its place in the file: it can be pressed there, on whatever page it is listed. */
  readonly kept: ReadonlyMap<number, StagedFeature>;
  /** What stands above the list; told the features of the page, and how to open one. */
  readonly head?: (all: readonly Compared[], onOpen: (id: string) => void) => ReactNode;
}

/** The features of a survey beside the register. A press on the map opens one, and what is opened is lit on the map. */
export function ReviewedFeatures({ survey, layer, kept, head }: ReviewedFeaturesProps) {
  const reading = useStagedPage(survey.id, survey.version);
  const all = useCompared(survey, layer, reading);
  const [opened, setOpened] = useState<StagedFeature>();
  const pick = useStore(({ surveyPick }) => surveyPick);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each press on the map
  useEffect(() => {
    if (pick?.kind === 'feature') setOpened(kept.get(pick.index));
  }, [pick]);
  const alone = useComparedOne(survey, layer, opened);
  const onOpen = (id: string | undefined) => setOpened(all.find(({ feature }) => feature.id === id)?.feature);
  return (
    <>
      {head?.(all, onOpen)}
      <Compare
        survey={survey}
        layer={layer}
        reading={reading}
        all={all}
        open={all.find(({ feature }) => feature.id === opened?.id) ?? alone}
        onOpen={onOpen}
      />
    </>
  );
}
