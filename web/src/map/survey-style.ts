import type { Feature, Geometry, Point } from 'geojson';
import type { ExpressionSpecification, LayerSpecification, SourceSpecification } from 'maplibre-gl';
import { mapFonts } from './fonts.ts';
import { byZoom } from './paint/parts.ts';
import type { Palette } from './palette.ts';
import {
  type PlaceName,
  type ProposalShape,
  proposalLayers,
  type VersionShape,
  versionLayers,
} from './survey-overlays.ts';

/** A place the file may be at; the label stands at one place of each system. */
export type Ghost = Feature<Point, { readonly isDrawn: boolean; readonly label?: string }>;

/** What the page of a survey draws over the register; all in WGS 84. */
export interface SurveyPicture {
  /** What was understood; `changes` is true for a new state of a known feature, `index` its place in the file. */
  readonly kept: readonly Feature<Geometry, { readonly index: number; readonly changes?: boolean }>[];
  /** What errors keep out. */
  readonly held: readonly Feature<Geometry, { readonly index: number }>[];
  /** What would be replaced: the register's own states. */
  readonly before: readonly Feature[];
  /** Where something is wrong; `issue` is the key of the finding. */
  readonly marks: readonly Feature<Point, { readonly severity: 'error' | 'warning'; readonly issue: string }>[];
  /** What a track would be better without. */
  readonly cuts: readonly Feature<Geometry, { readonly taken: boolean }>[];
  /** Where roads are proposed. */
  readonly proposals: readonly (ProposalShape | PlaceName)[];
  /** Shapes on which the survey and a later edit disagree. */
  readonly versions: readonly (VersionShape | PlaceName)[];
  /** Where the file would lie in a coordinate system that nobody has confirmed. */
  readonly ghosts: readonly Ghost[];
  /** Where photos were taken. */
  readonly photos: readonly Feature<Point>[];
  /** What one has gone to. */
  readonly focus: readonly Feature[];
}

const parts = [
  ...(['kept', 'held', 'before', 'cuts', 'proposals', 'versions'] as const),
  ...(['marks', 'ghosts', 'photos', 'focus'] as const),
] as const;
const isError: ExpressionSpecification = ['==', ['get', 'severity'], 'error'];
const isDrawn: ExpressionSpecification = ['==', ['get', 'isDrawn'], true];
const dimension = (type: string): ExpressionSpecification => ['==', ['geometry-type'], type];
const round = { 'line-cap': 'round', 'line-join': 'round' } as const;

/** The picture as style, over everything of the register. */
export function surveyStyle(picture: SurveyPicture | undefined, palette: Palette) {
  if (!picture) return { sources: {}, layers: [] };
  const sources = Object.fromEntries(
    parts.map((part): [string, SourceSpecification] => [
      `survey-${part}`,
      { type: 'geojson', data: { type: 'FeatureCollection', features: [...picture[part]] } },
    ]),
  );
  return {
    sources,
    layers: [
      ...drawn('before', palette.gap, { palette, width: 2, dash: [2, 1.5] }),
      ...drawn('focus', palette.accent, { palette, width: 14, opacity: 0.35 }),
      ...drawn('kept', palette.reached, { palette, width: 3.2 }),
      ...drawn('held', palette.gap, { palette, width: 3, dash: [1.1, 0.7] }),
      ...drawn('cuts', palette.gate, { palette, width: 2.4, dash: [0.6, 1.2] }),
      ...proposalLayers(palette),
      ...spots(palette),
      // What has to be chosen between is not hidden under a finding about it.
      ...versionLayers(palette),
    ],
  };
}

interface Look {
  readonly palette: Palette;
  readonly width: number;
  readonly opacity?: number;
  readonly dash?: number[];
}

/** Lines, areas and points of one part in one colour. */
function drawn(part: string, colour: string, { palette, width, opacity = 1, dash }: Look): LayerSpecification[] {
  const source = `survey-${part}`;
  return [
    {
      id: `survey:${part}-area`,
      type: 'fill',
      source,
      filter: dimension('Polygon'),
      paint: { 'fill-color': colour, 'fill-opacity': 0.14 * opacity },
    },
    ...(dash || opacity < 1
      ? []
      : ([
          {
            id: `survey:${part}-casing`,
            type: 'line',
            source,
            layout: round,
            paint: { 'line-color': palette.halo, 'line-width': width + 2.4 },
          },
        ] satisfies LayerSpecification[])),
    {
      id: `survey:${part}-line`,
      type: 'line',
      source,
      layout: dash ? { 'line-join': 'round' } : round,
      paint: {
        'line-color': colour,
        'line-width': width,
        'line-opacity': opacity,
        ...(dash && { 'line-dasharray': dash }),
      },
    },
    {
      id: `survey:${part}-point`,
      type: 'circle',
      source,
      filter: dimension('Point'),
      paint: {
        'circle-color': dash ? palette.halo : colour,
        'circle-opacity': opacity,
        'circle-radius': opacity < 1 ? 14 : byZoom(7, 2.4, 11, 4.4, 14, 6.5),
        'circle-stroke-color': dash ? colour : palette.halo,
        'circle-stroke-width': opacity < 1 ? 0 : 1.6,
      },
    },
  ];
}

/**
 * Errors are full discs in a ring, warnings empty rings in the colour they have in the list: told apart without colour too. Ghosts
 * are pale and many.
 */
function spots(palette: Palette): LayerSpecification[] {
  return [
    {
      id: 'survey:ghost',
      type: 'circle',
      source: 'survey-ghosts',
      paint: {
        'circle-color': palette.halo,
        'circle-radius': byZoom(7, 2.4, 12, 4.4),
        'circle-opacity': ['case', isDrawn, 1, 0.4],
        'circle-stroke-color': ['case', isDrawn, palette.accent, palette.belt],
        'circle-stroke-width': ['case', isDrawn, 2.4, 1.4],
        'circle-stroke-opacity': ['case', isDrawn, 1, 0.6],
      },
    },
    {
      id: 'survey:ghost-label',
      type: 'symbol',
      source: 'survey-ghosts',
      filter: ['has', 'label'],
      layout: {
        'text-field': ['get', 'label'],
        'text-font': [mapFonts.strong],
        'text-size': 12,
        // The name of the one that is looked at is written first, so that no other takes its place.
        'symbol-sort-key': ['case', isDrawn, 0, 1],
        'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
        'text-radial-offset': 0.9,
      },
      paint: {
        'text-color': ['case', isDrawn, palette.accent, palette.ink],
        'text-halo-color': palette.halo,
        'text-halo-width': 1.8,
      },
    },
    {
      // A ring around a point: told from what was surveyed, which is a full disc, without colour.
      id: 'survey:photo',
      type: 'circle',
      source: 'survey-photos',
      paint: {
        'circle-color': palette.ink,
        'circle-radius': byZoom(7, 1.6, 12, 2.6),
        'circle-stroke-color': palette.halo,
        'circle-stroke-width': 3,
      },
    },
    {
      id: 'survey:photo-ring',
      type: 'circle',
      source: 'survey-photos',
      paint: {
        'circle-color': palette.halo,
        'circle-opacity': 0,
        'circle-radius': byZoom(7, 4.6, 12, 6.6),
        'circle-stroke-color': palette.ink,
        'circle-stroke-width': 1.6,
      },
    },
    {
      id: 'survey:mark',
      type: 'circle',
      source: 'survey-marks',
      paint: {
        'circle-color': ['case', isError, palette.gap, palette.halo],
        'circle-radius': ['case', isError, 5, 6],
        'circle-opacity': ['case', isError, 1, 0.5],
        'circle-stroke-color': ['case', isError, palette.halo, palette.warning],
        'circle-stroke-width': 2.2,
      },
    },
  ];
}
