import { useEffect, useState } from 'react';
import type { Survey } from '../../../api/survey-types.ts';
import type { LayerDescription } from '../../../api/types.ts';
import { palettes } from '../../../map/palette.ts';
import { useFormat, useMessages } from '../../../messages/use-messages.ts';
import { useReviewMessages } from '../../../messages/use-review-messages.ts';
import { useColourScheme } from '../../../state/colour-scheme.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Swatch } from '../../../ui/swatch.tsx';
import { CompareFeature } from './compare-feature.tsx';
import { CompareList, type ShownKind } from './compare-list.tsx';
import { collidingShapes, goToCompared, useComparePicture } from './compare-picture.ts';
import type { Compared } from './compared.ts';
import { stageOf } from './effect.ts';
import type { Stage } from './feature-diff.ts';
import { ShapeLegend } from './shape-legend.tsx';
import type { StagedPageReading } from './use-staged-page.ts';

interface CompareProps {
  readonly survey: Survey;
  readonly layer: LayerDescription;
  readonly reading: StagedPageReading;
  readonly all: readonly Compared[];
  /** The feature that is open, if any; it need not be on this page. */
  readonly open: Compared | undefined;
  readonly onOpen: (id: string | undefined) => void;
}

/** What a survey would do to the register, feature by feature, in a list and on the map. */
export function Compare({ survey, layer, reading, all, open, onOpen }: CompareProps) {
  const words = useReviewMessages();
  const { problem } = useMessages();
  const stage = stageOf(survey.state);
  const [shown, setShown] = useState<ShownKind>('all');
  const [lastId, setLastId] = useState<string>();
  const rows = shown === 'all' ? all : all.filter(({ kind }) => kind === shown);
  useComparePicture(all, open);
  const current = open?.feature.id;
  // One comes back to the list where one left it, also after a press on the map.
  useEffect(() => {
    if (current !== undefined) setLastId(current);
  }, [current]);
  const goTo = (compared: Compared) => {
    onOpen(compared.feature.id);
    goToCompared(compared);
  };
  const index = rows.findIndex(({ feature }) => feature.id === current);
  if (reading.state === 'failed') {
    return (
      <div className="review-message" role="alert">
        <p>{words.compare.failed}</p>
        <Button onClick={reading.again}>{problem.tryAgain}</Button>
      </div>
    );
  }
  if (!reading.page) {
    return (
      <p className="review-message" role="status">
        {words.compare.reading}
      </p>
    );
  }
  return (
    <>
      {open && collidingShapes(open) ? (
        <ShapeLegend />
      ) : (
        <Legend stage={stage} changes={all.some(({ feature }) => feature.changes !== undefined)} />
      )}
      {open ? (
        <CompareFeature
          compared={open}
          survey={survey}
          stage={stage}
          layer={layer}
          index={index}
          count={rows.length}
          onStep={(by) => {
            const next = rows[index + by];
            if (next) goTo(next);
          }}
          onBack={() => onOpen(undefined)}
        />
      ) : (
        <>
          <CompareList all={all} layer={layer} shown={shown} onShow={setShown} current={lastId} onOpen={goTo} />
          <Pages reading={reading} />
        </>
      )}
    </>
  );
}

/** How the two are drawn: told apart by the line as well as by the colour. */
function Legend({ stage, changes }: { readonly stage: Stage; readonly changes: boolean }) {
  const words = useReviewMessages();
  const palette = palettes[useColourScheme()];
  if (!changes) return null;
  return (
    <ul className="review-legend" aria-label={words.compare.legend}>
      <li>
        <Swatch look={{ shape: 'line', colour: palette.gap, width: 2.4, dash: [2, 1.5] }} />
        {stage === 'waiting' ? words.compare.current : words.compare.was}
      </li>
      <li>
        <Swatch look={{ shape: 'line', colour: palette.reached, width: 3.2 }} />
        {words.compare.staged}
      </li>
    </ul>
  );
}

function Pages({ reading: { page, first, previous, next } }: Pick<CompareProps, 'reading'>) {
  const words = useReviewMessages();
  const format = useFormat();
  if (!page || (!previous && !next)) return null;
  const last = first + page.features.length;
  return (
    <div className="review-pages">
      <IconButton
        size="small"
        icon="back"
        label={words.compare.previousPage}
        disabled={!previous}
        onClick={() => previous?.()}
      />
      <span>{words.compare.page(format.whole(first + 1), format.whole(last), format.whole(page.numberMatched))}</span>
      <IconButton
        size="small"
        icon="chevron"
        label={words.compare.nextPage}
        disabled={!next}
        onClick={() => next?.()}
      />
    </div>
  );
}
