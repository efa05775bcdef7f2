import type { Bounds, LngLat } from '../api/types.ts';
import { type CameraWish, type FeatureRef, getState, type LayerState, layerStateOf, setState } from './store.ts';

type WithoutSerial<Wish> = Wish extends unknown ? Omit<Wish, 'serial'> : never;
let serial = 0;

/** Asks the map to move; the synchroniser carries it out. */
export function moveCamera(wish: WithoutSerial<CameraWish>): void {
  serial += 1;
  setState({ cameraWish: { ...wish, serial } });
}
export const flyTo = (centre: LngLat, zoom?: number) =>
  moveCamera({ kind: 'fly', centre, ...(zoom !== undefined && { zoom }) });
export const fitBounds = (bounds: Bounds) => moveCamera({ kind: 'fit', bounds });

/** Changes how layers are shown, all of them alike; what is not named stays. */
export function changeLayers(ids: readonly string[], change: Partial<LayerState>): void {
  setState((state) => ({
    layers: {
      ...state.layers,
      ...Object.fromEntries(ids.map((id) => [id, { ...layerStateOf(state, id), ...change }])),
    },
  }));
}

/** Replaces the selection and opens the card of its first feature. */
export function selectFeatures(selection: readonly FeatureRef[]): void {
  setState({ selection, card: selection.length > 0 ? 0 : undefined });
}

/** Replaces the selection without opening a card, as a table does for many rows. */
export function highlightFeatures(selection: readonly FeatureRef[]): void {
  setState({ selection, card: undefined });
}

export const clearSelection = () => setState({ selection: [], card: undefined });

/** Shows a feature of a layer, which is switched on for it, with its card; goes there where its bounds are known. */
export function showFeature(layer: string, id: string, options: { readonly bounds?: Bounds } = {}): void {
  changeLayers([layer], { visible: true });
  selectFeatures([{ layer, id }]);
  if (options.bounds) goTo(options.bounds);
}

/** Shows a box on the map; a point (a box without extent) is shown from close by, and the bounds of nothing nowhere. */
export function goTo(bounds: Bounds): void {
  const [west, south, east, north] = bounds;
  if (west > east) return;
  if (east - west < 1e-5 && north - south < 1e-5) {
    flyTo([west, south], Math.max(getState().view?.zoom ?? 0, 14));
  } else {
    fitBounds(bounds);
  }
}

/** Fills in what was learnt about a selected feature: the other of its two names. */
export function completeRef(index: number, found: FeatureRef): void {
  setState((state) => ({
    selection: state.selection.map((ref, position) => (position === index ? { ...ref, ...found } : ref)),
  }));
}
