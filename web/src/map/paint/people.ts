import { mapFonts } from '../fonts.ts';
import { iconId } from '../symbols.ts';
import type { LayerPaint } from './layer-paint.ts';
import { besidePoint, byWord, byZoom, type Looks, label, legendOf } from './parts.ts';

const statusLooks: Looks<'resettlement' | 'planned'> = {
  fallback: 'resettlement',
  words: { settled: 'resettlement', building: 'planned', planned: 'planned' },
};

export const resettlementSite: LayerPaint = {
  rank: 90,
  legend: (palette) =>
    legendOf('status', statusLooks, (colour) => ({
      shape: 'icon',
      icon: iconId('new-home', palette[colour], palette.halo),
    })),
  draw: (palette) => [
    {
      part: 'icon',
      role: 'icon',
      type: 'symbol',
      layout: {
        'icon-image': byWord('status', statusLooks, (colour) => iconId('new-home', palette[colour], palette.halo)),
        'icon-size': byZoom(7, 0.6, 12, 0.95),
        'icon-allow-overlap': true,
      },
      paint: {},
    },
    label(palette, {
      field: 'name',
      minzoom: 10,
      size: 11.5,
      bold: true,
      colour: palette.resettlement,
      layout: besidePoint(1),
    }),
  ],
};

/** Villages of the culture programme are filled, the others are rings. Only the open word is named; the rest falls back. */
const villageLooks: Looks<'halo' | 'village'> = { fallback: 'village', words: { village: 'halo' } };

export const village: LayerPaint = {
  rank: 20,
  legend: (palette) => [
    {
      field: 'kind',
      word: 'village',
      swatch: { shape: 'dot', fill: palette.halo, outline: palette.village, radius: 4 },
    },
    { field: 'kind', swatch: { shape: 'dot', fill: palette.village, outline: palette.village, radius: 4 } },
  ],
  draw: (palette) => [
    {
      part: 'dot',
      role: 'point',
      type: 'circle',
      paint: {
        'circle-color': byWord('kind', villageLooks, (fill) => palette[fill]),
        'circle-radius': byZoom(9, 1.4, 12, 3, 15, 5),
        'circle-stroke-color': palette.village,
        'circle-stroke-width': byZoom(9, 0.7, 13, 1.6),
      },
    },
    label(palette, {
      field: 'name',
      minzoom: 11.5,
      size: 11,
      colour: palette.village,
      layout: besidePoint(0.6),
    }),
  ],
};

interface FacilityLook {
  readonly icon: string;
  readonly colour: 'gate' | 'service';
}
const facilityLooks: Looks<FacilityLook> = {
  fallback: { icon: 'house', colour: 'service' },
  words: {
    international_gate: { icon: 'gate', colour: 'gate' },
    bilateral_gate: { icon: 'gate', colour: 'gate' },
    auxiliary_crossing: { icon: 'crossing', colour: 'gate' },
    railway_link: { icon: 'railway', colour: 'gate' },
    school: { icon: 'school', colour: 'service' },
    schoolyard: { icon: 'yard', colour: 'service' },
    cultural_house: { icon: 'house', colour: 'service' },
    health_station: { icon: 'health', colour: 'service' },
    base_station: { icon: 'antenna', colour: 'service' },
    command_seat: { icon: 'seat', colour: 'service' },
  },
};
const gates = Object.entries(facilityLooks.words).flatMap(([word, look]) => (look.colour === 'gate' ? [word] : []));

/** Gates and crossings are seen from afar; schools, stations and houses only where there is room for them. */
export const facility: LayerPaint = {
  rank: 85,
  legend: (palette) =>
    legendOf('kind', facilityLooks, ({ icon, colour }) => ({
      shape: 'icon',
      icon: iconId(icon, palette[colour], palette.halo),
    })),
  draw: (palette) => [
    {
      // Picture and name are one symbol, so that a name never stands where its picture had no room.
      part: 'service',
      role: 'point',
      type: 'symbol',
      minzoom: 11,
      filter: ['!', ['in', ['get', 'kind'], ['literal', gates]]],
      layout: {
        'icon-image': byWord('kind', facilityLooks, ({ icon, colour }) => iconId(icon, palette[colour], palette.halo)),
        'icon-size': byZoom(11, 0.62, 14, 0.85),
        'icon-padding': 1,
        'text-field': ['step', ['zoom'], '', 13, ['get', 'name']],
        'text-font': [mapFonts.plain],
        'text-size': 11,
        'text-max-width': 9,
        'text-optional': true,
        ...besidePoint(0.95),
      },
      paint: { 'text-color': palette.service, 'text-halo-color': palette.halo, 'text-halo-width': 1.6 },
    },
    {
      part: 'gate',
      role: 'icon',
      type: 'symbol',
      filter: ['in', ['get', 'kind'], ['literal', gates]],
      layout: {
        'icon-image': byWord('kind', facilityLooks, ({ icon, colour }) => iconId(icon, palette[colour], palette.halo)),
        'icon-size': byZoom(7, 0.6, 12, 0.95),
        'icon-allow-overlap': true,
      },
      paint: {},
    },
    label(palette, {
      field: 'name',
      minzoom: 9.5,
      size: 11.5,
      bold: true,
      colour: palette.gate,
      filter: ['in', ['get', 'kind'], ['literal', gates]],
      layout: besidePoint(1),
    }),
  ],
};
