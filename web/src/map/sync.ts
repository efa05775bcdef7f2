import type { Map as MapLibreMap, PaddingOptions } from 'maplibre-gl';
import { isNarrow } from '../state/colour-scheme.ts';
import { panelWidthPixels } from '../state/panel-width.ts';
import { type Recording, useRecording } from '../state/recording.ts';
import { type AppState, type CameraWish, type FeatureRef, getState, litFeatures, useStore } from '../state/store.ts';
import { buildStyle, provinceSource } from './build-style.ts';
import { fontFiles } from './font-files.ts';
import { type Palette, palettes } from './palette.ts';

const prefersDark = matchMedia('(prefers-color-scheme: dark)');
const prefersStill = matchMedia('(prefers-reduced-motion: reduce)');

/** The colours to draw the map in now. */
export function paletteOf(state: Pick<AppState, 'theme'>): Palette {
  if (state.theme !== 'system') return palettes[state.theme];
  return palettes[prefersDark.matches ? 'dark' : 'light'];
}

/** The style of a state. */
export const styleOf = (state: AppState) =>
  buildStyle({
    catalogue: state.catalogue ?? [],
    layers: state.layers,
    extraPaint: state.extraPaint,
    basemap: state.basemap,
    base: state.base,
    palette: paletteOf(state),
    asOf: state.asOf,
    everyState: state.timeOpen,
    tool: state.tool,
    coverage: state.place === 'coverage' ? state.coveragePicture : undefined,
    survey: state.place === 'surveys' ? state.surveyPicture : undefined,
    lit: litLayers(state),
    // It goes on when a session has ended, and whoever holds the device then need not be its owner.
    recording: state.session.state === 'signed-in' ? pictureOf(useRecording.getState()) : undefined,
    sketch: state.sketchTip ? [...state.sketch, state.sketchTip] : state.sketch,
    fontFiles,
    origin: location.origin,
  });

const pictureOf = (recording: Recording) => (recording.state === 'off' ? undefined : recording);

/** The layers to draw a glow in. A stretch of pointing over one layer keeps to one style. */
function litLayers(state: AppState): ReadonlySet<string> {
  const refs = state.hovered ? [...litFeatures(state), state.hovered] : litFeatures(state);
  return new Set(refs.map(({ layer }) => layer));
}

const isOther = (one: ReadonlySet<string>, two: ReadonlySet<string>) =>
  one.size !== two.size || [...one].some((layer) => !two.has(layer));

/** What the sheets over the map's edges leave free, so that "show this" shows it where it can be seen. */
export function freePadding(state: AppState): PaddingOptions {
  // The bar that says what the ribbon means lies below the top bar, which is higher by the line that says that nothing is real.
  const top = (state.place === 'coverage' ? 168 : 72) + (state.demonstration ? 12 : 0);
  // A phone's sheet at half height (bottom-sheet.css).
  if (isNarrow()) return { top, right: 24, bottom: Math.round(innerHeight * 0.48) + 16, left: 24 };
  const panel = state.panelOpen ? panelWidthPixels(state) + 32 : 24;
  return {
    top: state.place === 'coverage' ? 96 : 32,
    left: panel,
    right: state.card === undefined ? 84 : 460,
    bottom: state.tableLayer ? Math.min(380, innerHeight * 0.46) : 72,
  };
}

/**
 * Makes the map a picture of the state: the only caller of `setStyle` and `setFeatureState`. Changes are gathered to one style
 * a frame, and MapLibre is left to find the difference, which is why no component ever adds a layer.
 * Returns how to stop.
 */
export function synchronise(map: MapLibreMap): () => void {
  let frame = 0;
  const redraw = () => {
    frame = 0;
    // Every style a state can give is validated by tests, not again sixty times a second.
    map.setStyle(styleOf(getState()), { diff: true, validate: false });
  };
  const queueRedraw = () => {
    frame ||= requestAnimationFrame(redraw);
  };
  const lit = new LitFeatures(map);
  const stop = useStore.subscribe((state, before) => {
    if (drawnKeys.some((key) => state[key] !== before[key])) queueRedraw();
    else if (isOther(litLayers(state), litLayers(before))) queueRedraw();
    lit.show('selected', litFeatures(state));
    if (state.hovered !== before.hovered) lit.show('hovered', state.hovered ? [state.hovered] : []);
    if (state.reachable && !before.reachable) map.refreshTiles(provinceSource);
    if (state.cameraWish && state.cameraWish !== before.cameraWish) moveCamera(map, state.cameraWish, state);
  });
  const stopRecording = useRecording.subscribe(({ stretches, marks, last, state }, before) => {
    const isSame = stretches === before.stretches && marks === before.marks && last === before.last;
    if (!isSame || state !== before.state) queueRedraw();
  });
  lit.show('selected', litFeatures(getState()));
  // A wish made before there was a map to move.
  const { cameraWish } = getState();
  if (cameraWish) moveCamera(map, cameraWish, getState());
  // What was selected before there was a style to light it in.
  map.once('load', () => lit.showAgain());
  prefersDark.addEventListener('change', queueRedraw);
  return () => {
    stop();
    stopRecording();
    cancelAnimationFrame(frame);
    prefersDark.removeEventListener('change', queueRedraw);
  };
}

/** The parts of the state a style is made from. */
const drawnKeys = [
  'session',
  'catalogue',
  'layers',
  'extraPaint',
  'basemap',
  'base',
  'theme',
  'asOf',
  'timeOpen',
  'tool',
  'sketch',
  'sketchTip',
  'place',
  'coveragePicture',
  'surveyPicture',
] as const satisfies readonly (keyof AppState)[];

type Lighting = 'selected' | 'hovered';

/** Feature states are set for what is selected or pointed at and removed again, never for whole layers. */
class LitFeatures {
  readonly #map: MapLibreMap;
  readonly #shown: Record<Lighting, readonly FeatureRef[]> = { selected: [], hovered: [] };

  constructor(map: MapLibreMap) {
    this.#map = map;
  }

  show(lighting: Lighting, refs: readonly FeatureRef[]): void {
    if (refs === this.#shown[lighting]) return;
    for (const ref of this.#shown[lighting]) this.#set(ref, lighting, false);
    for (const ref of refs) this.#set(ref, lighting, true);
    this.#shown[lighting] = refs;
  }

  showAgain(): void {
    for (const lighting of ['selected', 'hovered'] as const) {
      for (const ref of this.#shown[lighting]) this.#set(ref, lighting, true);
    }
  }

  #set({ layer, tileId }: FeatureRef, lighting: Lighting, value: boolean): void {
    if (tileId === undefined || !this.#map.getSource(provinceSource)) return;
    const target = { source: provinceSource, sourceLayer: layer, id: tileId };
    if (value) this.#map.setFeatureState(target, { [lighting]: true });
    else this.#map.removeFeatureState(target, lighting);
  }
}

function moveCamera(map: MapLibreMap, wish: CameraWish, state: AppState): void {
  const animate = !prefersStill.matches;
  if (wish.kind === 'zoom') map.zoomTo(Math.round((map.getZoom() + wish.by) * 2) / 2, { animate, duration: 150 });
  else if (wish.kind === 'north') map.easeTo({ bearing: 0, pitch: 0, animate, duration: 150 });
  else {
    const padding = freePadding(state);
    const [west, south, east, north] = wish.kind === 'fit' ? wish.bounds : [...wish.centre, ...wish.centre];
    const camera = map.cameraForBounds([west, south, east, north], { padding, maxZoom: 15.5 });
    if (!camera?.center) return;
    const zoom = wish.kind === 'fit' ? camera.zoom : (wish.zoom ?? map.getZoom());
    if (wish.kind === 'fly') {
      // A point has no extent to fit; it is set in the middle of what the sheets leave free.
      map.easeTo({
        center: [west, south],
        ...(zoom !== undefined && { zoom }),
        offset: [(num(padding.left) - num(padding.right)) / 2, (num(padding.top) - num(padding.bottom)) / 2],
        animate,
        duration: 500,
      });
    } else map.easeTo({ ...camera, animate, duration: 500 });
  }
}

const num = (value: number | undefined) => value ?? 0;
