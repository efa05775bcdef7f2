import { geometryBounds, unitedBounds } from '@phen-dau/geodata';
import type { Geometry } from 'geojson';
import { useEffect, useMemo } from 'react';
import type { Survey, SurveyFeature } from '../../api/survey-types.ts';
import type { Bounds } from '../../api/types.ts';
import { goTo } from '../../state/actions.ts';
import { homeBounds } from '../../state/home-bounds.ts';
import { getState } from '../../state/store.ts';
import { changeSurveyPicture } from '../../state/surveys-actions.ts';
import { goesThereItself } from './look-at-survey.ts';
import { useHeldShapes } from './use-held-shapes.ts';
import { useKeptFeatures } from './use-kept-features.ts';

/** A feature of the file as it is drawn. */
export interface DrawnFeature {
  readonly index: number;
  readonly geometry: Geometry;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface SurveyFeatures {
  /** By their place in the file: those that are kept, and those that errors hold back. */
  readonly byIndex: ReadonlyMap<number, DrawnFeature>;
  /** The kept ones alone, as far as they have been read. */
  readonly kept: ReadonlyMap<number, SurveyFeature>;
  /** How many of the kept ones are here, and how many there are; undefined until the first page has come. */
  readonly read: { readonly here: number; readonly all: number } | undefined;
  /** Reads the rest; undefined when all are here. */
  readonly more: (() => void) | undefined;
}

/** Reads what was understood of a survey and draws it, with what is held back and the places of its issues; goes there once. */
export function useSurveyPicture(survey: Survey): SurveyFeatures {
  const { id, bounds, issues, edits } = survey;
  const { kept, all, more } = useKeptFeatures(survey);
  const everything = useHeldShapes(survey);
  const held = useMemo(() => {
    const fine = new Set(kept.map(({ index }) => index));
    return everything.filter(({ index }) => !fine.has(index) && !edits[index]?.leftOut);
  }, [everything, kept, edits]);

  useEffect(() => {
    changeSurveyPicture({
      kept: kept.map(({ index, geometry, changes }) => ({
        ...{ type: 'Feature', geometry },
        properties: { index, changes: changes !== undefined },
      })),
    });
  }, [kept]);
  useEffect(() => {
    changeSurveyPicture({
      held: held.map(({ index, geometry }) => ({ type: 'Feature', geometry, properties: { index } })),
    });
  }, [held]);
  useEffect(() => {
    changeSurveyPicture({
      marks: issues.flatMap(({ key, place, severity, ignored }) =>
        place && ignored === null
          ? [
              {
                ...{ type: 'Feature', geometry: { type: 'Point', coordinates: [...place] } },
                properties: { severity, issue: key },
              },
            ]
          : [],
      ),
    });
  }, [issues]);

  const place = useMemo(() => bounds ?? placeOf(held), [bounds, held]);
  const isPlaced = place !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: gone to once it is known where, and not again after each fix
  useEffect(() => {
    if (place && goesThereItself(id)) goTo(place);
  }, [id, isPlaced]);

  const keptByIndex = useMemo(() => new Map(kept.map((feature) => [feature.index, feature])), [kept]);
  const byIndex = useMemo(
    () => new Map<number, DrawnFeature>([...held, ...kept].map((feature) => [feature.index, feature])),
    [held, kept],
  );
  return { byIndex, kept: keptByIndex, read: all === undefined ? undefined : { here: kept.length, all }, more };
}

/** Where the features near the province are; one on the other side of the world is for the list of issues to say. */
function placeOf(features: readonly DrawnFeature[]): Bounds | undefined {
  const [west, south, east, north] = homeBounds(getState().catalogue ?? [], 1) ?? [-180, -90, 180, 90];
  const near = features.filter(({ geometry }) => {
    const [x0, y0, x1, y1] = geometryBounds(geometry);
    return x0 >= west && x1 <= east && y0 >= south && y1 <= north;
  });
  return near.length > 0 ? unitedBounds(near.map(({ geometry }) => geometryBounds(geometry))) : undefined;
}
