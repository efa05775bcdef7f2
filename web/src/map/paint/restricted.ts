import type { LayerId } from '@phen-dau/geodata';
import type { ExpressionSpecification } from 'maplibre-gl';
import { addSymbol, iconId } from '../symbols.ts';
import type { LayerPaint } from './layer-paint.ts';
import { besidePoint, byWord, byZoom, type Looks, label, legendOf } from './parts.ts';
import { zone } from './planning.ts';

/*
 * Paint of what only a cleared account may know of. This file becomes a chunk of its own, `restricted-*.js`, which the server
 * gives to nobody else; nothing outside may import it but dynamically.
 */
const colour = { light: '#5b3a1e', dark: '#e3b98d' } as const;

const glyphs = {
  command: 'M12 5.800l1.900 4h4.300l-3.400 2.700 1.200 4.300L12 14.300l-4 2.500 1.200-4.300L5.800 9.800h4.300z',
  base: 'M6.500 16.500V10l5.500-3.500 5.500 3.500v6.500h-3.300v-4H9.800v4z',
  shield: 'M12 5.500l5.500 2v4c0 3.500-2.300 5.800-5.500 7-3.200-1.200-5.500-3.500-5.500-7v-4z',
  works: 'M6 16.500l2-6h8l2 6zM9.500 9V7h5v2z',
  cave: 'M5.500 17c0-6 3-9.500 6.500-9.500s6.500 3.500 6.500 9.500h-4c0-3-1-5-2.500-5s-2.500 2-2.500 5z',
  target: 'M12 6.500a5.500 5.500 0 1 1 0 11a5.500 5.500 0 1 1 0-11zM12 10a2 2 0 1 0 0 4a2 2 0 1 0 0-4z',
} as const;
const hexagon = 'M12 2l8.700 5v10L12 22l-8.700-5V7z';
for (const [name, path] of Object.entries(glyphs)) {
  addSymbol(`work-${name}`, [
    { path: hexagon, fill: 'colour', stroke: 'paper', width: 2.4 },
    { path, fill: 'paper' },
  ]);
}

const kinds: Looks<keyof typeof glyphs> = {
  fallback: 'works',
  words: {
    command_headquarters: 'command',
    rear_base: 'base',
    core_defensive_area: 'shield',
    border_combat_post: 'shield',
    fortified_cluster: 'works',
    border_militia_post: 'shield',
    cave_system: 'cave',
    logistics_technical_base: 'base',
    fortification: 'works',
    emplacement: 'target',
    strongpoint: 'target',
  },
};

const defenceWork: LayerPaint = {
  rank: 95,
  legend: (palette) =>
    legendOf('kind', kinds, (glyph) => ({
      shape: 'icon',
      icon: iconId(`work-${glyph}`, colour[palette.scheme], palette.halo),
    })),
  draw: (palette) => [
    {
      part: 'icon',
      role: 'icon',
      type: 'symbol',
      layout: {
        'icon-image': byWord('kind', kinds, (glyph) => iconId(`work-${glyph}`, colour[palette.scheme], palette.halo)),
        'icon-size': byZoom(8, 0.42, 11, 0.7, 13, 1),
        'icon-allow-overlap': true,
      },
      paint: {},
    },
    label(palette, {
      field: 'name',
      minzoom: 11,
      size: 11.5,
      bold: true,
      colour: colour[palette.scheme],
      layout: besidePoint(1),
    }),
  ],
};

const zones: Looks<{ dash?: readonly number[]; fillOpacity: number }> = {
  fallback: { fillOpacity: 0.1 },
  words: { defence_zone: { fillOpacity: 0.1 }, defence_land: { dash: [2, 1], fillOpacity: 0.2 } },
};

const restrictedZone: LayerPaint = {
  rank: zone.rank,
  legend: (palette) => [
    ...zone.legend(palette),
    ...legendOf('kind', zones, ({ dash, fillOpacity }) => ({
      shape: 'area',
      fill: colour[palette.scheme],
      fillOpacity,
      outline: colour[palette.scheme],
      ...(dash && { dash }),
    })),
  ],
  draw: (palette) => [
    ...zone.draw(palette),
    ...Object.entries(zones.words).flatMap(([word, look]) => {
      const filter = ['==', ['get', 'kind'], word] as unknown as ExpressionSpecification;
      return [
        {
          part: `${word.replaceAll('_', '-')}-fill`,
          role: 'area' as const,
          type: 'fill' as const,
          filter,
          paint: { 'fill-color': colour[palette.scheme], 'fill-opacity': look.fillOpacity },
        },
        {
          part: `${word.replaceAll('_', '-')}-edge`,
          role: 'edge' as const,
          type: 'line' as const,
          filter,
          paint: {
            'line-color': colour[palette.scheme],
            'line-width': byZoom(7, 1, 12, 2),
            ...(look.dash && { 'line-dasharray': [...look.dash] }),
          },
        },
      ];
    }),
  ],
};

type RestrictedId = Extract<LayerId, 'defence-work' | 'zone'>;
export const restrictedPaint = { 'defence-work': defenceWork, zone: restrictedZone } as const satisfies Record<
  RestrictedId,
  LayerPaint
>;
