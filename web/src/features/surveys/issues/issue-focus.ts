import { geometryBounds } from '@phen-dau/geodata';
import type { Feature } from 'geojson';
import type { SurveyIssue } from '../../../api/survey-types.ts';
import { flyTo, goTo } from '../../../state/actions.ts';
import { getState } from '../../../state/store.ts';
import { changeSurveyPicture } from '../../../state/surveys-actions.ts';
import type { DrawnFeature } from '../use-survey-picture.ts';

const closeZoom = 15;

/** Lights where an issue is: its place, and the feature it is about where that is drawn. */
export function focusIssue({ place }: SurveyIssue, feature: DrawnFeature | undefined): void {
  const shapes: Feature[] = [];
  if (feature) shapes.push({ type: 'Feature', geometry: feature.geometry, properties: {} });
  if (place) {
    shapes.push({ type: 'Feature', geometry: { type: 'Point', coordinates: [...place] }, properties: {} });
  }
  changeSurveyPicture({ focus: shapes });
}

export const clearIssueFocus = () => changeSurveyPicture({ focus: [] });

/** Goes there. */
export function goToIssue({ place }: SurveyIssue, feature: DrawnFeature | undefined): void {
  if (place) flyTo([...place], Math.max(getState().view?.zoom ?? 0, closeZoom));
  else if (feature) goTo(geometryBounds(feature.geometry));
}
