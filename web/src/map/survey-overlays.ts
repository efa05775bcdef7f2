import type { Feature, Geometry, Point } from 'geojson';
import type { ExpressionSpecification, LayerSpecification, LineLayerSpecification } from 'maplibre-gl';
import { mapFonts } from './fonts.ts';
import type { Swatch } from './paint/layer-paint.ts';
import type { Palette } from './palette.ts';

/** A stretch that was walked where no road is known; `number` from 1, as it is listed. */
export type ProposalShape = Feature<Geometry, { readonly number: number; readonly isChosen: boolean }>;

/** The three states of a shape on which a survey and a later edit disagree. */
export const shapeMoments = ['before', 'survey', 'current'] as const;
export type ShapeMoment = (typeof shapeMoments)[number];

/** One of the three; `isFaint`: another one has been chosen. */
export type VersionShape = Feature<Geometry, { readonly moment: ShapeMoment; readonly isFaint: boolean }>;

/** A place on a shape with what is written there. */
export type PlaceName = Feature<Point, { readonly label: string }>;

type LinePaint = NonNullable<LineLayerSpecification['paint']>;

interface LineLook {
  readonly colour: string;
  readonly width: number;
  readonly dash?: number[];
}

/** Long dashes of the colour of an unpaved road: a road that is not one yet. */
const proposalLook = ({ unpaved }: Palette): LineLook => ({ colour: unpaved, width: 5, dash: [2.4, 0.8] });

/** Told apart by the line as well as by the colour; the first two are drawn as everywhere beside the register. */
const versionLook = ({ gap, reached, gate }: Palette): Readonly<Record<ShapeMoment, LineLook>> => ({
  before: { colour: gap, width: 2.4, dash: [2, 1.5] },
  survey: { colour: reached, width: 3.2 },
  current: { colour: gate, width: 4, dash: [3, 0.9] },
});

const swatchOf = (look: LineLook): Swatch => ({ shape: 'line', ...look });
/** How each is drawn, for a legend. */
export const proposalSwatch = (palette: Palette): Swatch => swatchOf(proposalLook(palette));
export const versionSwatch = (palette: Palette, moment: ShapeMoment): Swatch => swatchOf(versionLook(palette)[moment]);

const isPoint: ExpressionSpecification = ['==', ['geometry-type'], 'Point'];

const linePaint = ({ colour, width, dash }: LineLook, opacity: ExpressionSpecification): LinePaint => ({
  'line-color': colour,
  'line-width': width,
  'line-opacity': opacity,
  ...(dash && { 'line-dasharray': dash }),
});

/** A rim that keeps the line legible on any base map. */
const casingPaint = ({ width }: LineLook, { halo }: Palette): LinePaint => ({
  'line-color': halo,
  'line-width': width + 2.4,
});

/** Proposed roads: what is not chosen steps back. */
export function proposalLayers(palette: Palette): LayerSpecification[] {
  const look = proposalLook(palette);
  const strength: ExpressionSpecification = ['case', ['==', ['get', 'isChosen'], true], 1, 0.45];
  return [
    {
      id: 'survey:proposal-casing',
      type: 'line',
      source: 'survey-proposals',
      layout: { 'line-join': 'round' },
      paint: casingPaint(look, palette),
    },
    {
      id: 'survey:proposal-line',
      type: 'line',
      source: 'survey-proposals',
      layout: { 'line-join': 'round' },
      paint: linePaint(look, strength),
    },
    ...names('survey-proposals', look.colour, palette),
  ];
}

/** Before, survey and current, the latest on top. */
export function versionLayers(palette: Palette): LayerSpecification[] {
  const looks = versionLook(palette);
  const strength: ExpressionSpecification = ['case', ['==', ['get', 'isFaint'], true], 0.3, 1];
  return [
    ...shapeMoments.flatMap((moment): LayerSpecification[] => {
      const { colour } = looks[moment];
      const isOfMoment: ExpressionSpecification = ['==', ['get', 'moment'], moment];
      const source = 'survey-versions';
      return [
        {
          id: `survey:version-${moment}-casing`,
          type: 'line',
          source,
          filter: ['all', isOfMoment, ['!', isPoint]],
          layout: { 'line-join': 'round' },
          paint: { ...casingPaint(looks[moment], palette), 'line-opacity': strength },
        },
        {
          id: `survey:version-${moment}-line`,
          type: 'line',
          source,
          filter: ['all', isOfMoment, ['!', isPoint]],
          layout: { 'line-join': 'round' },
          paint: linePaint(looks[moment], strength),
        },
        {
          id: `survey:version-${moment}-point`,
          type: 'circle',
          source,
          filter: ['all', isOfMoment, isPoint],
          paint: {
            'circle-color': moment === 'survey' ? colour : palette.halo,
            'circle-radius': moment === 'current' ? 8 : 6.5,
            'circle-stroke-color': moment === 'survey' ? palette.halo : colour,
            'circle-stroke-width': moment === 'current' ? 3.4 : 1.8,
            'circle-opacity': strength,
            'circle-stroke-opacity': strength,
          },
        },
      ];
    }),
    ...names('survey-versions', palette.ink, palette),
  ];
}

/** Numbers and names of what is drawn, at points of their own. */
function names(source: string, colour: string, palette: Palette): LayerSpecification[] {
  return [
    {
      id: `${source.replace('-', ':')}-name`,
      type: 'symbol',
      source,
      filter: ['has', 'label'],
      layout: {
        'text-field': ['get', 'label'],
        'text-font': [mapFonts.strong],
        'text-size': 13,
        'text-variable-anchor': ['bottom', 'top', 'left', 'right'],
        'text-radial-offset': 0.8,
      },
      paint: { 'text-color': colour, 'text-halo-color': palette.halo, 'text-halo-width': 2 },
    },
  ];
}
