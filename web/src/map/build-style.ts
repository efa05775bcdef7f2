import type { ExpressionSpecification, LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { BasemapDescription, LayerDescription, LngLat } from '../api/types.ts';
import { homeBounds, viewLimits } from '../state/home-bounds.ts';
import type { Base, LayerState, Tool } from '../state/store.ts';
import { untouched } from '../state/store.ts';
import { type BaseStyle, baseStyle } from './base-style.ts';
import { type CoveragePicture, coverageStyle } from './coverage-style.ts';
import { type FontFiles, fontFaces } from './fonts.ts';
import { halo } from './halo.ts';
import { fadedPaint } from './opacity.ts';
import { paintOf } from './paint/index.ts';
import { type DrawRole, drawRoles, type LayerPaint, type PaintedLayer } from './paint/layer-paint.ts';
import type { Palette } from './palette.ts';
import { type RecordingPicture, recordingStyle } from './recording-style.ts';
import { sketchStyle } from './sketch-style.ts';
import { type SurveyPicture, surveyStyle } from './survey-style.ts';

/** Around the features, so that symbols on the edge keep their tiles. */
const tileMarginDegrees = 0.05;

/** Everything the picture depends on. The view is not among it: the camera moves without a new style. */
export interface StyleInput {
  readonly catalogue: readonly LayerDescription[];
  readonly layers: Readonly<Record<string, LayerState>>;
  readonly extraPaint: Readonly<Record<string, LayerPaint>>;
  readonly basemap: BasemapDescription | undefined;
  readonly base: Base;
  readonly palette: Palette;
  /** YYYY-MM-DD, undefined for today. */
  readonly asOf: string | undefined;
  /** While the time slider is open the tiles carry every state, and moving it is a filter and not a download. */
  readonly everyState: boolean;
  readonly tool: Tool;
  readonly sketch: readonly LngLat[];
  /** Layers with a feature that is selected or pointed at; feature states say which. */
  readonly lit: ReadonlySet<string>;
  /** What the coverage page draws; the layers it does not speak of step back. */
  readonly coverage?: CoveragePicture | undefined;
  /** What the page of a survey draws; the whole register steps back. */
  readonly survey?: SurveyPicture | undefined;
  /** The track that is being recorded. */
  readonly recording?: RecordingPicture | undefined;
  readonly fontFiles: FontFiles;
  /** Scheme, host and port, since the worker that fetches tiles knows no page to be relative to. */
  readonly origin: string;
}

/** The whole map as a style, from state alone: no other code adds, removes or changes a layer. */
export function buildStyle(input: StyleInput): StyleSpecification {
  const { palette, origin } = input;
  const home = homeBounds(input.catalogue);
  const base: BaseStyle = baseStyle(input.base === 'map' ? input.basemap : undefined, palette, {
    origin,
    ...(home && { limits: viewLimits(home) }),
  });
  const sketch = input.tool === 'none' ? nothingDrawn : sketchStyle(input.tool, input.sketch, palette);
  const coverage = coverageStyle(input.coverage, palette);
  const survey = surveyStyle(input.survey, palette);
  const recording = recordingStyle(input.recording, palette);
  const catalogue = catalogueLayers(input);
  const labels = catalogue('label');
  // The post whose coverage is looked at keeps its name among chainages, which are many.
  const isAboveChainages = ({ id }: LayerSpecification) => input.coverage !== undefined && id === 'border-post:label';
  return {
    version: 8,
    name: `Phên Dậu ${palette.scheme}`,
    'font-faces': fontFaces(input.fontFiles, origin),
    // A change that takes its time, and the first style is one, is drawn again and again meanwhile.
    transition: { duration: 0, delay: 0 },
    sources: {
      ...base.sources,
      ...(input.catalogue.length > 0 && { [provinceSource]: provinceTiles(input) }),
      ...coverage.sources,
      ...survey.sources,
      ...recording.sources,
      ...sketch.sources,
    },
    layers: [
      ...base.layers,
      ...drawRoles.filter(isUnderRibbon).flatMap(catalogue),
      ...coverage.lines,
      ...catalogue('point'),
      ...labels.filter((layer) => !isAboveChainages(layer)),
      ...base.names,
      ...coverage.spots,
      ...labels.filter(isAboveChainages),
      ...catalogue('icon'),
      ...coverage.focus,
      ...survey.layers,
      ...recording.layers,
      ...sketch.layers,
    ],
  };
}

/** Without the source as well: the worker cuts even nothing into tiles, while the first map waits for it. */
const nothingDrawn = { sources: {}, layers: [] };

/** The one source of all catalogue layers. */
export const provinceSource = 'province';

/**
 * All layers travel in one tile: a source for each would ask fourteen times as often, and the first view waits for the slowest.
 * Which layers, and their versions, stand in the address, so that the browser asks anew when one has changed.
 */
function provinceTiles({ catalogue, origin, everyState }: StyleInput): SourceSpecification {
  const query = new URLSearchParams({
    layers: catalogue.map((layer) => layer.id).join(','),
    v: catalogue.map((layer) => layer.version).join('.'),
    ...(everyState && { states: 'all' }),
  });
  const bounds = homeBounds(catalogue, tileMarginDegrees);
  return {
    type: 'vector',
    tiles: [`${origin}/tiles/all/{z}/{x}/{y}.mvt?${query}`],
    minzoom: Math.min(...catalogue.map((layer) => layer.minZoom), 14),
    maxzoom: Math.max(...catalogue.map((layer) => layer.maxZoom), 0),
    // Today's extent does not bound earlier states.
    ...(bounds && !everyState && { bounds: [...bounds] as [number, number, number, number] }),
  };
}

const isUnderRibbon = (role: DrawRole) => role !== 'point' && role !== 'label' && role !== 'icon';

/** The layers of a role, in the order their paint ranks them. */
function catalogueLayers(input: StyleInput): (role: DrawRole) => LayerSpecification[] {
  const painted = input.catalogue.map((layer) => {
    const paint = paintOf(layer, input.extraPaint);
    return {
      layer,
      paint,
      parts: [...halo(layer, input.palette, { isLit: input.lit.has(layer.id) }), ...paint.draw(input.palette)],
    };
  });
  painted.sort((a, b) => a.paint.rank - b.paint.rank);
  return (role) =>
    painted.flatMap(({ layer, parts }) =>
      parts.filter((part) => part.role === role).map((part) => styleLayer(layer, part, input)),
    );
}

/** Layers that coverage is about; the others are faint beside a ribbon. */
const measuredLayers: ReadonlySet<string> = new Set(['border-line', 'border-post', 'border-marker', 'patrol-road']);
const steppedBack = 0.35;

function styleLayer(layer: LayerDescription, part: PaintedLayer, input: StyleInput): LayerSpecification {
  const { part: name, role: _role, ...rest } = part;
  const { visible, opacity } = input.layers[layer.id] ?? untouched;
  const stepsBack = input.survey !== undefined || (input.coverage && !measuredLayers.has(layer.id));
  const own = 'filter' in rest ? (rest.filter as ExpressionSpecification | undefined) : undefined;
  const filters = [...(own ? [own] : []), ...(input.everyState ? [timeFilter(input.asOf)] : [])];
  return {
    ...rest,
    id: `${layer.id}:${name}`,
    source: provinceSource,
    'source-layer': part.role === 'label' ? labelSourceLayer(layer) : layer.id,
    minzoom: Math.max(layer.minZoom, rest.minzoom ?? 0),
    ...(filters.length > 0 && { filter: filters.length === 1 ? filters[0] : ['all', ...filters] }),
    layout: { ...rest.layout, visibility: visible ? 'visible' : 'none' },
    paint: {
      ...fadedPaint(rest, opacity * (stepsBack ? steppedBack : 1)),
      // The edge of every area is a line of its own; smoothed here as well, each would be drawn once more, by two more shaders.
      ...(rest.type === 'fill' && { 'fill-antialias': false }),
    },
  } as LayerSpecification;
}

/** Areas are cut by the tiles, and each piece would bear a name: their labels travel as points of their own. */
const labelSourceLayer = (layer: LayerDescription): string =>
  layer.geometry === 'MultiPolygon' ? `${layer.id}:label` : layer.id;

/** Keeps the states that held on a day: `from` and `to` are whole numbers yyyymmdd, `to` the first day it was no longer so. */
export function timeFilter(asOf: string | undefined, today = new Date()): ExpressionSpecification {
  const day = Number((asOf ?? localDay(today)).replaceAll('-', ''));
  return ['all', ['<=', ['get', 'from'], day], ['any', ['!', ['has', 'to']], ['>', ['get', 'to'], day]]];
}

/** A date as YYYY-MM-DD where the reader is. */
export const localDay = (date: Date): string =>
  `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
