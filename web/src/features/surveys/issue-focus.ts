import { eachPosition, type LayerGeometry } from '@phen-dau/geodata';
import type { Feature } from 'geojson';
import type { SurveyFeature, SurveyIssue } from '../../api/survey-types.ts';
import type { Bounds } from '../../api/types.ts';
import { fitBounds, flyTo } from '../../state/actions.ts';
import { getState } from '../../state/store.ts';
import { changeSurveyPicture } from '../../state/surveys-actions.ts';

const closeZoom = 15;

/** Whether there is anywhere to go to. */
export const hasPlace = ({ place }: SurveyIssue, feature: SurveyFeature | undefined): boolean =>
  place !== undefined || feature !== undefined;

/** Lights where an issue is: its place, and the feature it is about where that is drawn. */
export function focusIssue({ place }: SurveyIssue, feature: SurveyFeature | undefined): void {
  const shapes: Feature[] = [];
  if (feature) shapes.push({ type: 'Feature', geometry: feature.geometry, properties: {} });
  if (place) {
    shapes.push({ type: 'Feature', geometry: { type: 'Point', coordinates: [...place] }, properties: {} });
  }
  changeSurveyPicture({ focus: shapes });
}

export const clearIssueFocus = () => changeSurveyPicture({ focus: [] });

/** Goes there. */
export function goToIssue({ place }: SurveyIssue, feature: SurveyFeature | undefined): void {
  if (place) flyTo([...place], Math.max(getState().view?.zoom ?? 0, closeZoom));
  else if (feature) fitBounds(boundsOfGeometry(feature.geometry as LayerGeometry));
}

export function boundsOfGeometry(geometry: LayerGeometry): Bounds {
  let [west, south, east, north] = [180, 90, -180, -90];
  eachPosition(geometry, ([x = 0, y = 0]) => {
    west = Math.min(west, x);
    south = Math.min(south, y);
    east = Math.max(east, x);
    north = Math.max(north, y);
  });
  return [west, south, east, north];
}
