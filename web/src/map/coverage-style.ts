import type { Feature, LineString, MultiLineString, MultiPolygon, Point, Polygon } from 'geojson';
import type { ExpressionSpecification, LayerSpecification, SourceSpecification } from 'maplibre-gl';
import type { Ribbon } from '../state/coverage.ts';
import { mapFonts } from './fonts.ts';
import { byZoom } from './paint/parts.ts';
import type { Measure, Palette } from './palette.ts';

/** How long ago a stretch was last walked: within a week, a month, a quarter of a year, longer or on an unknown day. */
export type Recency = 0 | 1 | 2 | 3;

/** One thing of the coverage picture. */
export type CoverageShape = Feature<
  LineString | MultiLineString | Point | Polygon | MultiPolygon,
  {
    /** `zone` is an area within reach, `disc` that of one lamp or marker, `place` a marker, `chainage` a label on the road, `leg` a part of a way off it. */
    readonly role: 'covered' | 'gap' | 'place' | 'missing' | 'chainage' | 'zone' | 'disc' | 'way' | 'leg';
    readonly recency?: Recency;
    readonly label?: string;
    /** Of a chainage: every so many metres; the finer ones wait for a closer look. */
    readonly stepMetres?: number;
  }
>;

/** What the coverage page draws: the ribbon along roads and border, and the gap one has gone to. */
export interface CoveragePicture {
  readonly ribbon: Ribbon;
  readonly shapes: readonly CoverageShape[];
  readonly focus: readonly CoverageShape[];
}

/** The colour of what a ribbon shows as covered. */
export const ribbonMeasure: Readonly<Record<Ribbon, Measure>> = {
  network: 'reached',
  paved: 'paved',
  lit: 'lit',
  visited: 'patrolled',
  reach: 'reached',
};

/** Recency is told by width and strength together, so that it is read without colour. */
export const recencyLooks: Readonly<Record<Recency, { readonly width: number; readonly opacity: number }>> = {
  0: { width: 1, opacity: 1 },
  1: { width: 0.78, opacity: 0.82 },
  2: { width: 0.56, opacity: 0.64 },
  3: { width: 0.34, opacity: 0.5 },
};
/** Gaps are broken lines as well as of another colour. */
export const gapDash: readonly number[] = [1.1, 0.7];

const source = 'coverage';
const focusSource = 'coverage-focus';
/** Chainages every kilometre, half kilometre and hundred metres appear one after the other. */
const chainageZooms = [10.5, 12.5, 14.5] as const;

/** From farther away a disc of some ten metres is a speck. */
const discZoom = 13;

const isRole = (role: string): ExpressionSpecification => ['==', ['get', 'role'], role];
const byRecency = (value: (look: { width: number; opacity: number }) => number): ExpressionSpecification =>
  [
    'match',
    ['coalesce', ['get', 'recency'], 0],
    ...([1, 2, 3] as const).flatMap((recency) => [recency, value(recencyLooks[recency])]),
    value(recencyLooks[0]),
  ] as unknown as ExpressionSpecification;
const ribbonWidth = (factor: number | ExpressionSpecification, extra = 0): ExpressionSpecification =>
  [
    'interpolate',
    ['exponential', 1.4],
    ['zoom'],
    ...[7, 2.4, 10, 4, 12, 6, 15, 10].map((number, index) =>
      index % 2 === 0 ? number : ['+', ['*', number, factor], extra],
    ),
  ] as unknown as ExpressionSpecification;

/**
 * The picture as style: lines under the points of the map, markers and chainages under the posts, which keep their place and
 * their name among them, and what one has gone to over everything.
 */
export function coverageStyle(picture: CoveragePicture | undefined, palette: Palette) {
  if (!picture) return { sources: {}, lines: [], spots: [], focus: [] };
  const colour = palette[ribbonMeasure[picture.ribbon]];
  const sources: Record<string, SourceSpecification> = {
    [source]: { type: 'geojson', data: { type: 'FeatureCollection', features: [...picture.shapes] } },
    [focusSource]: { type: 'geojson', data: { type: 'FeatureCollection', features: [...picture.focus] } },
  };
  return {
    sources,
    lines: ribbonLayers(palette, colour),
    spots: spotLayers(palette, colour),
    focus: focusLayers(palette),
  };
}

const round = { 'line-cap': 'round', 'line-join': 'round' } as const;

function ribbonLayers(palette: Palette, colour: string): LayerSpecification[] {
  const isLine: ExpressionSpecification = ['in', ['get', 'role'], ['literal', ['covered', 'gap']]];
  return [
    {
      id: 'coverage:zone',
      type: 'fill',
      source,
      filter: isRole('zone'),
      paint: { 'fill-color': colour, 'fill-opacity': palette.scheme === 'dark' ? 0.14 : 0.1 },
    },
    // Discs that overlap are drawn over one another, as light adds up.
    {
      id: 'coverage:disc',
      type: 'fill',
      source,
      minzoom: discZoom,
      filter: isRole('disc'),
      paint: { 'fill-color': colour, 'fill-opacity': palette.scheme === 'dark' ? 0.16 : 0.14 },
    },
    {
      id: 'coverage:disc-edge',
      type: 'line',
      source,
      minzoom: discZoom,
      filter: isRole('disc'),
      paint: { 'line-color': colour, 'line-width': 0.8, 'line-opacity': 0.7 },
    },
    {
      id: 'coverage:focus',
      type: 'line',
      source: focusSource,
      filter: isRole('gap'),
      layout: round,
      paint: { 'line-color': palette.accent, 'line-width': ribbonWidth(1, 12), 'line-opacity': 0.4 },
    },
    {
      id: 'coverage:casing',
      type: 'line',
      source,
      filter: isLine,
      layout: round,
      paint: { 'line-color': palette.halo, 'line-width': ribbonWidth(1, 2.4) },
    },
    {
      id: 'coverage:covered',
      type: 'line',
      source,
      filter: isRole('covered'),
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': colour,
        'line-width': ribbonWidth(byRecency(({ width }) => width)),
        'line-opacity': byRecency(({ opacity }) => opacity),
      },
    },
    {
      id: 'coverage:gap',
      type: 'line',
      source,
      filter: isRole('gap'),
      layout: { 'line-join': 'round' },
      paint: { 'line-color': palette.gap, 'line-width': ribbonWidth(0.72), 'line-dasharray': [...gapDash] },
    },
    {
      id: 'coverage:way-casing',
      type: 'line',
      source,
      filter: isRole('way'),
      layout: round,
      paint: { 'line-color': palette.halo, 'line-width': ribbonWidth(1, 4) },
    },
    {
      id: 'coverage:way',
      type: 'line',
      source,
      filter: isRole('way'),
      layout: round,
      paint: { 'line-color': palette.accent, 'line-width': ribbonWidth(1, 1) },
    },
    {
      id: 'coverage:leg',
      type: 'line',
      source,
      filter: isRole('leg'),
      paint: { 'line-color': palette.accent, 'line-width': 2.4, 'line-dasharray': [1.4, 1.2] },
    },
  ];
}

const labelText = {
  'text-field': ['get', 'label'] as ExpressionSpecification,
  'text-font': [mapFonts.plain],
  'text-size': 11,
  'text-variable-anchor': ['left', 'right', 'top', 'bottom'] as ('left' | 'right' | 'top' | 'bottom')[],
  'text-radial-offset': 0.7,
  'text-padding': 6,
};
const labelInk = (palette: Palette) => ({
  'text-color': palette.ink,
  'text-halo-color': palette.halo,
  'text-halo-width': 1.8,
});

function spotLayers(palette: Palette, colour: string): LayerSpecification[] {
  const isPlace: ExpressionSpecification = ['in', ['get', 'role'], ['literal', ['place', 'missing']]];
  return [
    {
      id: 'coverage:place',
      type: 'circle',
      source,
      filter: isPlace,
      paint: {
        // A reached marker is a full disc, a missing one a ring: told apart without colour.
        'circle-color': ['case', isRole('missing'), palette.halo, colour],
        'circle-radius': byZoom(7, 0.8, 10, 3, 13, 5),
        'circle-stroke-color': ['case', isRole('missing'), palette.gap, palette.halo],
        // Of a whole province the discs must leave the border to be seen.
        'circle-stroke-width': [
          'interpolate',
          ['linear'],
          ['zoom'],
          7,
          ['case', isRole('missing'), 0.8, 0.2],
          10,
          ['case', isRole('missing'), 2.4, 1],
        ],
      },
    },
    ...([1000, 500, 100] as const).flatMap((stepMetres, index): LayerSpecification[] => {
      const filter: ExpressionSpecification = [
        'all',
        isRole('chainage'),
        ['==', ['get', 'stepMetres'], stepMetres],
      ] as unknown as ExpressionSpecification;
      const minzoom = chainageZooms[index] ?? chainageZooms[0];
      return [
        {
          id: `coverage:tick-${stepMetres}`,
          type: 'circle',
          source,
          minzoom,
          filter,
          paint: {
            'circle-color': palette.halo,
            'circle-radius': 1.8,
            'circle-stroke-width': 1.2,
            'circle-stroke-color': palette.ink,
          },
        },
        {
          id: `coverage:chainage-${stepMetres}`,
          type: 'symbol',
          source,
          minzoom,
          filter,
          layout: labelText,
          paint: labelInk(palette),
        },
      ];
    }),
  ];
}

function focusLayers(palette: Palette): LayerSpecification[] {
  return [
    {
      id: 'coverage:focus-point',
      type: 'circle',
      source: focusSource,
      filter: isRole('place'),
      paint: {
        'circle-color': palette.halo,
        'circle-radius': 5,
        'circle-stroke-color': palette.accent,
        'circle-stroke-width': 3,
      },
    },
    {
      id: 'coverage:focus-label',
      type: 'symbol',
      source: focusSource,
      filter: ['has', 'label'],
      layout: {
        ...labelText,
        'text-font': [mapFonts.strong],
        'text-size': 12.5,
        'text-allow-overlap': true,
        'text-radial-offset': 1,
      },
      paint: labelInk(palette),
    },
  ];
}
