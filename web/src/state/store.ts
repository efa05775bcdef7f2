import type { Language } from '@phen-dau/geodata';
import { create } from 'zustand';
import type { Account, BasemapDescription, Bounds, LayerDescription, LngLat } from '../api/types.ts';
import type { CoveragePicture } from '../map/coverage-style.ts';
import type { LayerPaint } from '../map/paint/layer-paint.ts';
import type { SurveyPicture } from '../map/survey-style.ts';
import { type CoverageState, initialCoverage, type Place } from './coverage.ts';
import { initialSurveys, type SurveyPick, type SurveysState } from './surveys.ts';

export type Theme = 'system' | 'light' | 'dark';
export type Base = 'map' | 'plain';

/** Where the map looks; zoom as MapLibre counts it (512-pixel tiles), bearing in degrees clockwise. */
export interface View {
  readonly longitude: number;
  readonly latitude: number;
  readonly zoom: number;
  readonly bearing: number;
}

export interface LayerState {
  readonly visible: boolean;
  /** 0 to 1. */
  readonly opacity: number;
}

/** A feature someone pointed at. A click knows its number in the tiles first, a link or a table row its public id. */
export interface FeatureRef {
  readonly layer: string;
  readonly id?: string;
  readonly tileId?: number;
}

export type Session =
  | { readonly state: 'asking' }
  /** `visitor`: this server lets anyone read its open layers, so the door may be closed again. */
  | { readonly state: 'anonymous'; readonly expired: boolean; readonly visitor: boolean }
  /** Looking without an account. */
  | { readonly state: 'visiting' }
  | { readonly state: 'signed-in'; readonly account: Account };

/** A wish for the map to move; `serial` tells two equal wishes apart. */
export type CameraWish = { readonly serial: number } & (
  | { readonly kind: 'fly'; readonly centre: LngLat; readonly zoom?: number }
  | { readonly kind: 'fit'; readonly bounds: Bounds }
  | { readonly kind: 'north' }
  | { readonly kind: 'zoom'; readonly by: number }
);

export type Tool = 'none' | 'measure-line' | 'measure-area';

export interface AppState {
  readonly language: Language;
  readonly theme: Theme;
  readonly base: Base;
  readonly session: Session;
  /** How often somebody has signed in over the page as it stands: what it asks the server for it asks again then. */
  readonly signIns: number;
  readonly reachable: boolean;
  readonly demonstration: boolean;
  readonly catalogue: readonly LayerDescription[] | undefined;
  readonly catalogueFailed: boolean;
  readonly basemap: BasemapDescription | undefined;
  /** Paint of layers that only some accounts know of; loaded after sign-in, on its own. */
  readonly extraPaint: Readonly<Record<string, LayerPaint>>;
  readonly view: View | undefined;
  /** What the map shows, once it has been drawn. */
  readonly mapBounds: Bounds | undefined;
  /** Layers a person has touched; the others stand as `layerStateOf` says. */
  readonly layers: Readonly<Record<string, LayerState>>;
  readonly selection: readonly FeatureRef[];
  /** Index into the selection of the feature whose card is open; undefined when no card is. */
  readonly card: number | undefined;
  readonly hovered: FeatureRef | undefined;
  /** YYYY-MM-DD; undefined is today. */
  readonly asOf: string | undefined;
  readonly timeOpen: boolean;
  readonly tableLayer: string | undefined;
  readonly tool: Tool;
  readonly sketch: readonly LngLat[];
  /** Where the pointer is while something is being drawn: the end of a leg not yet set down. */
  readonly sketchTip: LngLat | undefined;
  readonly panelOpen: boolean;
  readonly cameraWish: CameraWish | undefined;
  /** Features in view by layer; undefined while the layer is not drawn at this zoom. */
  readonly counts: Readonly<Record<string, number | undefined>>;
  /** Undefined until an account or a link says which. */
  readonly place: Place | undefined;
  readonly coverage: CoverageState;
  /** What the coverage page draws on the map. */
  readonly coveragePicture: CoveragePicture | undefined;
  readonly surveys: SurveysState;
  /** What the page of a survey draws on the map. */
  readonly surveyPicture: SurveyPicture | undefined;
  /** What was last pressed of it; a new object at each press. */
  readonly surveyPick: SurveyPick | undefined;
}

export const initialState: AppState = {
  language: 'vi',
  theme: 'system',
  base: 'map',
  session: { state: 'asking' },
  signIns: 0,
  reachable: true,
  demonstration: false,
  catalogue: undefined,
  catalogueFailed: false,
  basemap: undefined,
  extraPaint: {},
  view: undefined,
  mapBounds: undefined,
  layers: {},
  selection: [],
  card: undefined,
  hovered: undefined,
  asOf: undefined,
  timeOpen: false,
  tableLayer: undefined,
  tool: 'none',
  sketch: [],
  sketchTip: undefined,
  panelOpen: true,
  cameraWish: undefined,
  counts: {},
  place: undefined,
  coverage: initialCoverage,
  coveragePicture: undefined,
  surveys: initialSurveys,
  surveyPicture: undefined,
  surveyPick: undefined,
};

/** The state of the whole application: the map and every panel are pictures of it. */
export const useStore = create<AppState>()(() => initialState);
export const getState = useStore.getState;
export const setState = useStore.setState;

/** How a layer stands when nobody has touched it. */
export const untouched: LayerState = { visible: true, opacity: 1 };

export const layerStateOf = (state: Pick<AppState, 'layers'>, id: string): LayerState => state.layers[id] ?? untouched;

const nobody: readonly FeatureRef[] = [];
let litBefore:
  | {
      readonly selection: readonly FeatureRef[];
      readonly card: number | undefined;
      readonly lit: readonly FeatureRef[];
    }
  | undefined;

/** The features to light up: the one whose card is open, since a click may have met several, else all that are selected. */
export function litFeatures({ selection, card }: Pick<AppState, 'selection' | 'card'>): readonly FeatureRef[] {
  if (litBefore?.selection === selection && litBefore.card === card) return litBefore.lit;
  const open = card === undefined ? undefined : selection[card];
  const lit = open ? [open] : card === undefined ? selection : nobody;
  litBefore = { selection, card, lit };
  return lit;
}
export const findDescription = (state: Pick<AppState, 'catalogue'>, id: string) =>
  state.catalogue?.find((layer) => layer.id === id);
