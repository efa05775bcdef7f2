import type { MapGeoJSONFeature, MapLayerMouseEvent, Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl';
import type { Bounds } from '../api/types.ts';
import { addSketchPoint, finishSketch, useSketch } from '../features/measure/sketch.ts';
import { clearSelection, flyTo, selectFeatures } from '../state/actions.ts';
import { isNarrow } from '../state/colour-scheme.ts';
import { setPointer } from '../state/pointer.ts';
import { askAgain } from '../state/session.ts';
import { type FeatureRef, getState, setState, type View } from '../state/store.ts';
import { pickOfSurvey } from '../state/surveys-actions.ts';
import { countInView } from './count-in-view.ts';
import { surveyPicksAt } from './survey-picks.ts';
import { type Turn, turnAt } from './turn-at.ts';

/** How near a click must be, in pixels; fingers are less exact than mice. */
const reachPixels = matchMedia('(pointer: coarse)').matches ? 14 : 5;
const mostPicked = 12;

/** Tells the state what happens on the map. Returns nothing: the listeners live as long as the map. */
export function listen(map: MapLibreMap): void {
  const settle = () => setState({ view: viewOf(map), mapBounds: boundsOf(map) });
  map.on('moveend', settle);
  map.on('load', settle);
  map.on('idle', () => setState({ counts: countInView(map, getState()) }));
  map.on('mousemove', (event) => {
    const { tool, sketch } = getState();
    if (tool !== 'none' && sketch.length > 0 && !useSketch.getState().finished) {
      setState({ sketchTip: [event.lngLat.lng, event.lngLat.lat] });
    }
    setPointer([event.lngLat.lng, event.lngLat.lat]);
    hover(map, event);
  });
  map.on('mouseout', () => {
    setPointer(undefined);
    if (getState().hovered || getState().sketchTip) setState({ hovered: undefined, sketchTip: undefined });
  });
  map.on('error', ({ error }) => {
    console.warn(error.message);
    // A tile that did not come may mean a lost session or a silent server; the account's own question tells which.
    void askAgain();
  });
  map.on('click', (event) => {
    if (getState().tool !== 'none') addSketchPoint([event.lngLat.lng, event.lngLat.lat]);
    else pick(map, event);
  });
  map.on('dblclick', (event) => {
    if (getState().tool === 'none') return;
    event.preventDefault();
    finishSketch();
  });
}

function hover(map: MapLibreMap, event: MapMouseEvent | MapLayerMouseEvent): void {
  const state = getState();
  const measuring = state.tool !== 'none';
  const isStill = !measuring && !map.isMoving();
  const isOverSurvey = isStill && surveyPicksAt(map, boxAround(event)).length > 0;
  const [found] = isStill && !isOverSurvey ? featuresAt(map, event) : [];
  map.getCanvas().style.cursor = measuring ? 'crosshair' : found || isOverSurvey ? 'pointer' : '';
  if (found?.layer === state.hovered?.layer && found?.tileId === state.hovered?.tileId) return;
  setState({ hovered: found });
}

let lastTurn: Turn | undefined;

/** What a survey draws lies over the register: it is meant first, and the next press at the same place goes below it. */
function pick(map: MapLibreMap, event: MapMouseEvent): void {
  const found = featuresAt(map, event);
  const ofSurvey = surveyPicksAt(map, boxAround(event));
  const turns = ofSurvey.length + Math.min(found.length, 1);
  lastTurn = turnAt(lastTurn, event.point, turns, reachPixels);
  const pressed = ofSurvey[lastTurn.turn];
  if (pressed) {
    pickOfSurvey(pressed);
    return;
  }
  if (found.length === 0) {
    clearSelection();
    return;
  }
  selectFeatures(found.slice(0, mostPicked));
  // On a phone the card comes up from below; what was tapped must not go under it.
  if (isNarrow() && event.point.y > map.getCanvas().clientHeight * 0.45) flyTo([event.lngLat.lng, event.lngLat.lat]);
}

const boxAround = ({ point: { x, y } }: MapMouseEvent): [[number, number], [number, number]] => [
  [x - reachPixels, y - reachPixels],
  [x + reachPixels, y + reachPixels],
];

/** What lies under the pointer: points before lines before areas, each feature once. */
function featuresAt(map: MapLibreMap, event: MapMouseEvent): FeatureRef[] {
  const known = new Set(getState().catalogue?.map((layer) => layer.id));
  const layers = map.getLayersOrder().filter((id) => {
    const [layer = '', part = ''] = id.split(':');
    return known.has(layer) && !part.startsWith('halo') && part !== 'glow' && part !== 'band';
  });
  const features = map.queryRenderedFeatures(boxAround(event), { layers });
  const seen = new Set<string>();
  return [...features]
    .sort((a, b) => precedence(a) - precedence(b))
    .flatMap((feature): FeatureRef[] => {
      const tileId = Number(feature.id);
      const [layer = ''] = feature.layer.id.split(':');
      const key = `${layer}/${tileId}`;
      if (!Number.isInteger(tileId) || seen.has(key)) return [];
      seen.add(key);
      return [{ layer, tileId }];
    });
}

const dimensions: Readonly<Record<string, number>> = { Point: 0, MultiPoint: 0, LineString: 1, MultiLineString: 1 };
const isName = ({ layer }: MapGeoJSONFeature) => layer.id.endsWith(':label');
/** The name of an area is a point in the tile, and still belongs to an area. */
const isNameOfArea = ({ sourceLayer }: MapGeoJSONFeature) => sourceLayer?.endsWith(':label') === true;
/** Points before lines before areas, and among those what was hit itself before what only has its name there. */
const precedence = (feature: MapGeoJSONFeature) =>
  (isNameOfArea(feature) ? 2 : (dimensions[feature.geometry.type] ?? 2)) * 2 + (isName(feature) ? 1 : 0);

function viewOf(map: MapLibreMap): View {
  const { lng, lat } = map.getCenter();
  return { longitude: lng, latitude: lat, zoom: map.getZoom(), bearing: map.getBearing() };
}

function boundsOf(map: MapLibreMap): Bounds {
  const bounds = map.getBounds();
  return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
}
