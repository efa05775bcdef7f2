import { geometryBounds, unitedBounds } from '@phen-dau/geodata';
import type { Feature } from 'geojson';
import { useEffect } from 'react';
import { useReviewMessages } from '../../../messages/use-review-messages.ts';
import { goTo } from '../../../state/actions.ts';
import { getState } from '../../../state/store.ts';
import { changeSurveyPicture } from '../../../state/surveys-actions.ts';
import type { Compared } from './compared.ts';
import { boundsOfVersions, drawnVersions, type ShapeVersions } from './shape-versions.ts';

/** Drawn beside the staged ones without being asked: the register's states of what a page changes on the map. */
const mostDrawn = 2000;

/** The shapes on which the survey and a newer edit disagree, while that stands in the way of an approval. */
export function collidingShapes({ feature, diff }: Compared): ShapeVersions | undefined {
  if (!diff?.base || !diff.newer || !diff.collisions.includes('geometry')) return undefined;
  return { before: diff.base.geometry, survey: feature.geometry, current: diff.newer.geometry };
}

/**
 * Draws what the register has of the changed features of a page, lights the pair one looks at, and where its shape was
 * edited twice draws all three.
 */
export function useComparePicture(all: readonly Compared[], open: Compared | undefined): void {
  const { shapes } = useReviewMessages();
  useEffect(() => {
    const versions = open && collidingShapes(open);
    if (!versions) return;
    changeSurveyPicture({ versions: drawnVersions(versions, shapes) });
    return () => {
      if (getState().surveyPicture) changeSurveyPicture({ versions: [] });
    };
  }, [open, shapes]);
  useEffect(() => {
    const shown = all.filter(({ diff }) => diff?.geometry).slice(0, mostDrawn);
    const drawn = open?.diff?.base && !shown.includes(open) ? [...shown, open] : shown;
    changeSurveyPicture({ before: drawn.flatMap(registered) });
  }, [all, open]);
  useEffect(() => {
    changeSurveyPicture({ focus: open ? [{ type: 'Feature', properties: {}, geometry: open.feature.geometry }] : [] });
  }, [open]);
  // Another survey, or the list, shows nothing of this one.
  useEffect(
    () => () => {
      if (getState().surveyPicture) changeSurveyPicture({ before: [], focus: [] });
    },
    [],
  );
}

/** The state in the register; of a point that moves, with the way it goes. */
function registered({ diff }: Compared): Feature[] {
  if (!diff?.base) return [];
  const { geometry } = diff;
  const state: Feature = { type: 'Feature', properties: {}, geometry: diff.base.geometry };
  if (geometry?.shape !== 'point') return [state];
  const way: Feature = {
    ...{ type: 'Feature', properties: {} },
    geometry: { type: 'LineString', coordinates: [geometry.from, geometry.to] },
  };
  return [way, state];
}

/** Flies to a feature: to where it is and, where it changes, where it was. */
export function goToCompared(compared: Compared): void {
  const versions = collidingShapes(compared);
  if (versions) {
    goTo(boundsOfVersions(versions));
    return;
  }
  const { feature, diff } = compared;
  const states = [feature.geometry, ...(diff?.base ? [diff.base.geometry] : [])];
  goTo(unitedBounds(states.map(geometryBounds)));
}
