import { geometryBounds } from '@phen-dau/geodata';
import type { Geometry } from 'geojson';
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
  const box = geometryBounds(geometry);
  return box[0] <= east && box[2] >= west && box[1] <= north && box[3] >= south;
}
