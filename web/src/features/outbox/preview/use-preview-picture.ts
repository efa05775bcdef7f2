import { useEffect, useMemo } from 'react';
import { goTo } from '../../../state/actions.ts';
import { changeSurveyPicture, clearSurveyPicture } from '../../../state/surveys-actions.ts';
import { goesThereItself } from '../../surveys/look-at-survey.ts';
import type { DrawnShape } from './drawn-shapes.ts';
import type { FilePreview } from './file-preview.ts';

/**
 * Draws what was understood of a file as its survey will be drawn, and goes there; it is taken off the map when nobody looks at
 * it any more. By their places in the file, the features that are drawn.
 */
export function usePreviewPicture(key: string, preview: FilePreview | undefined): ReadonlyMap<number, DrawnShape> {
  useEffect(() => clearSurveyPicture, []);
  useEffect(() => {
    const drawn = preview?.drawn ?? [];
    const issues = preview?.issues ?? [];
    changeSurveyPicture({
      kept: drawn.filter(({ isHeld }) => !isHeld).map(featureOf),
      held: drawn.filter(({ isHeld }) => isHeld).map(featureOf),
      marks: issues.flatMap(({ key: issue, place, severity }) =>
        place
          ? [
              {
                ...{ type: 'Feature', geometry: { type: 'Point', coordinates: [...place] } },
                properties: { severity, issue },
              },
            ]
          : [],
      ),
      focus: [],
    });
  }, [preview]);
  const bounds = preview?.bounds;
  const where = bounds?.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: gone to once, and not again for another layer of the same file
  useEffect(() => {
    if (bounds && goesThereItself(key)) goTo(bounds);
  }, [key, where]);
  return useMemo(() => new Map((preview?.drawn ?? []).map((shape) => [shape.index, shape])), [preview]);
}

const featureOf = ({ index, geometry }: DrawnShape) => ({
  ...{ type: 'Feature' as const, geometry, properties: { index } },
});
