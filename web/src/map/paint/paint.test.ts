import { layerById, layerIds } from '@phen-dau/geodata';
import { describe, expect, it } from 'vitest';
import { palettes } from '../palette.ts';
import { paintOf } from './index.ts';
import type { Swatch } from './layer-paint.ts';
import { restrictedPaint } from './restricted.ts';

const layers = layerIds.map((id) => ({ layer: layerById(id), paint: paintOf(layerById(id), restrictedPaint) }));

const coloursOf = (swatch: Swatch): string[] => {
  if (swatch.shape === 'line') return [swatch.colour];
  if (swatch.shape === 'area') return [swatch.outline];
  return swatch.shape === 'dot' ? [swatch.fill, swatch.outline] : [swatch.icon];
};

describe('the paint of layers', () => {
  it('explains nothing in the legend that is not drawn on the map', () => {
    for (const { layer, paint } of layers) {
      for (const palette of Object.values(palettes)) {
        const drawn = JSON.stringify(paint.draw(palette)).replaceAll('hatch/', 'hatch/#');
        for (const item of paint.legend(palette)) {
          for (const colour of coloursOf(item.swatch))
            expect(drawn, `${layer.id} ${item.word ?? ''}`).toContain(colour);
        }
      }
    }
  });

  it('knows only words and fields of the catalogue, and those that travel in tiles', () => {
    for (const { layer, paint } of layers) {
      for (const { field, word } of paint.legend(palettes.light)) {
        if (field === undefined) continue;
        const declared = layer.fields[field];
        expect(declared?.inTile, `${layer.id}.${field}`).toBe(true);
        if (word !== undefined) expect(Object.keys(declared?.vocabulary ?? {}), layer.id).toContain(word);
      }
      const read = JSON.stringify(paint.draw(palettes.light)).matchAll(/\["get","([a-z_]+)"\]/g);
      for (const [, field = ''] of read) expect(layer.fields[field]?.inTile, `${layer.id}.${field}`).toBe(true);
    }
  });

  it('has a line in the legend for every word of the fields it tells apart', () => {
    for (const { layer, paint } of layers) {
      const items = paint.legend(palettes.light);
      for (const field of new Set(items.map((item) => item.field))) {
        if (field === undefined || items.some((item) => item.field === field && item.word === undefined)) continue;
        const words = Object.keys(layer.fields[field]?.vocabulary ?? {});
        const told = items.filter((item) => item.field === field).map((item) => item.word);
        // A road in use is told by its surface; only the other states have a look of their own.
        const untold = words.filter((word) => !told.includes(word));
        expect(untold, `${layer.id}.${field}`).toEqual(
          layer.id === 'patrol-road' && field === 'status' ? ['usable'] : [],
        );
      }
    }
  });
});
