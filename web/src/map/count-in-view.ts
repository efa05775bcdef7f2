import type { Geometry, Position } from 'geojson';
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Bounds } from '../api/types.ts';
import { type AppState, layerStateOf } from '../state/store.ts';
import { provinceSource, timeFilter } from './build-style.ts';

/** Features of each shown layer whose box meets the window, counted from the tiles at hand: no request is made. */
export function countInView(map: MapLibreMap, state: AppState): Record<string, number | undefined> {
  const box = map.getBounds();
  const window: Bounds = [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()];
  const zoom = map.getZoom();
  return Object.fromEntries(
    (state.catalogue ?? []).map((layer) => {
      if (zoom < layer.minZoom || !layerStateOf(state, layer.id).visible || !map.getSource(provinceSource)) {
        return [layer.id, undefined];
      }
      const found = map.querySourceFeatures(provinceSource, {
        sourceLayer: layer.id,
        ...(state.timeOpen && { filter: timeFilter(state.asOf) }),
      });
      const ids = new Set<unknown>();
      for (const feature of found) {
        // The geometry is decoded only where the feature is not counted yet.
        if (!ids.has(feature.id) && meets(feature.geometry, window)) ids.add(feature.id);
      }
      return [layer.id, ids.size];
    }),
  );
}

/** Whether any part of a geometry's box lies in a window. */
export function meets(geometry: Geometry, [west, south, east, north]: Bounds): boolean {
  const box = boxOf(geometry);
  return box[0] <= east && box[2] >= west && box[1] <= north && box[3] >= south;
}

/** The box of a geometry; west is greater than east when it is empty. */
export function boxOf(geometry: Geometry): Bounds {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  const take = ([longitude = 0, latitude = 0]: Position) => {
    box[0] = Math.min(box[0], longitude);
    box[1] = Math.min(box[1], latitude);
    box[2] = Math.max(box[2], longitude);
    box[3] = Math.max(box[3], latitude);
  };
  const walk = (coordinates: unknown): void => {
    if (!Array.isArray(coordinates)) return;
    if (typeof coordinates[0] === 'number') take(coordinates as Position);
    else for (const part of coordinates) walk(part);
  };
  if (geometry.type === 'GeometryCollection') {
    for (const part of geometry.geometries) walk('coordinates' in part ? part.coordinates : []);
  } else walk(geometry.coordinates);
  return box;
}
