import type { ExpressionSpecification, LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { BasemapDescription, LayerDescription, LngLat } from '../api/types.ts';
import type { Base, LayerState, Tool } from '../state/store.ts';
import { untouched } from '../state/store.ts';
import { type BaseStyle, baseStyle } from './base-style.ts';
import { fontFaces } from './fonts.ts';
import { halo } from './halo.ts';
import { fadedPaint } from './opacity.ts';
import { paintOf } from './paint/index.ts';
import { type DrawRole, drawRoles, type LayerPaint, type PaintedLayer } from './paint/layer-paint.ts';
import type { Palette } from './palette.ts';
import { sketchStyle } from './sketch-style.ts';

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
  /** Scheme, host and port, since the worker that fetches tiles knows no page to be relative to. */
  readonly origin: string;
}

/** The whole map as a style, from state alone: no other code adds, removes or changes a layer. */
export function buildStyle(input: StyleInput): StyleSpecification {
  const { catalogue, palette, origin } = input;
  const base: BaseStyle = baseStyle(input.base === 'map' ? input.basemap : undefined, palette, origin);
  const sketch = sketchStyle(input.tool, input.sketch, palette);
  return {
    version: 8,
    name: `Phên Dậu ${palette.scheme}`,
    'font-faces': fontFaces(origin),
    // Labels fade for a moment at most, so that a still picture is reached quickly.
    transition: { duration: 120, delay: 0 },
    sources: {
      ...base.sources,
      ...Object.fromEntries(catalogue.map((layer) => [layer.id, layerSource(layer, input)])),
      ...sketch.sources,
    },
    layers: [...base.layers, ...catalogueLayers(input), ...sketch.layers],
  };
}

function layerSource(layer: LayerDescription, { origin, everyState }: StyleInput): SourceSpecification {
  const query = new URLSearchParams({ v: String(layer.version), ...(everyState && { states: 'all' }) });
  return {
    type: 'vector',
    tiles: [`${origin}${layer.tiles}?${query}`],
    minzoom: layer.minZoom,
    maxzoom: layer.maxZoom,
    // Today's extent does not bound earlier states.
    ...(layer.bounds && !everyState && { bounds: padded(layer.bounds) }),
  };
}

function catalogueLayers(input: StyleInput): LayerSpecification[] {
  const painted = input.catalogue.map((layer) => {
    const paint = paintOf(layer, input.extraPaint);
    return { layer, paint, parts: [...halo(layer, input.palette), ...paint.draw(input.palette)] };
  });
  painted.sort((a, b) => a.paint.rank - b.paint.rank);
  return drawRoles.flatMap((role: DrawRole) =>
    painted.flatMap(({ layer, parts }) =>
      parts.filter((part) => part.role === role).map((part) => styleLayer(layer, part, input)),
    ),
  );
}

function styleLayer(layer: LayerDescription, part: PaintedLayer, input: StyleInput): LayerSpecification {
  const { part: name, role: _role, ...rest } = part;
  const { visible, opacity } = input.layers[layer.id] ?? untouched;
  const own = 'filter' in rest ? (rest.filter as ExpressionSpecification | undefined) : undefined;
  const filters = [...(own ? [own] : []), ...(input.everyState ? [timeFilter(input.asOf)] : [])];
  return {
    ...rest,
    id: `${layer.id}:${name}`,
    source: layer.id,
    'source-layer': layer.id,
    minzoom: Math.max(layer.minZoom, rest.minzoom ?? 0),
    ...(filters.length > 0 && { filter: filters.length === 1 ? filters[0] : ['all', ...filters] }),
    layout: { ...rest.layout, visibility: visible ? 'visible' : 'none' },
    paint: fadedPaint(rest, opacity),
  } as LayerSpecification;
}

/** Keeps the states that held on a day: `from` and `to` are whole numbers yyyymmdd, `to` the first day it was no longer so. */
export function timeFilter(asOf: string | undefined, today = new Date()): ExpressionSpecification {
  const day = Number((asOf ?? localDay(today)).replaceAll('-', ''));
  return ['all', ['<=', ['get', 'from'], day], ['any', ['!', ['has', 'to']], ['>', ['get', 'to'], day]]];
}

/** A date as YYYY-MM-DD where the reader is. */
export const localDay = (date: Date): string =>
  `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;

/** A box a little larger than the features, so that symbols on its edge keep their tiles. */
function padded([west, south, east, north]: readonly [number, number, number, number]): [
  number,
  number,
  number,
  number,
] {
  const margin = 0.05;
  return [west - margin, south - margin, east + margin, north + margin];
}
