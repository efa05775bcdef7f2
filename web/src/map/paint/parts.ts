import type { ExpressionSpecification, SymbolLayerSpecification } from 'maplibre-gl';
import { mapFonts } from '../fonts.ts';
import type { Palette } from '../palette.ts';
import type { LegendItem, PaintedLayer, Swatch } from './layer-paint.ts';

/** One look for each word of a vocabulary, the last resort first. */
export type Looks<Look> = { readonly fallback: Look; readonly words: Readonly<Record<string, Look>> };

/** An expression that picks a value by the word a feature carries. */
export function byWord<Look, Value extends string | number>(
  field: string,
  looks: Looks<Look>,
  value: (look: Look) => Value,
): ExpressionSpecification | Value {
  const cases = Object.entries(looks.words).flatMap(([word, look]) => [word, value(look)]);
  if (cases.length === 0) return value(looks.fallback);
  return ['match', ['get', field], ...cases, value(looks.fallback)] as unknown as ExpressionSpecification;
}

/** Legend lines for the words of one field. */
export const legendOf = <Look>(field: string, looks: Looks<Look>, swatch: (look: Look) => Swatch): LegendItem[] =>
  Object.entries(looks.words).map(([word, look]) => ({ field, word, swatch: swatch(look) }));

/** A size that grows with the zoom: `[zoom, size, zoom, size, …]`. */
export const byZoom = (...stops: number[]): ExpressionSpecification =>
  ['interpolate', ['exponential', 1.4], ['zoom'], ...stops] as unknown as ExpressionSpecification;

interface LabelOptions {
  readonly field: string;
  readonly minzoom: number;
  readonly size: number;
  readonly colour: string;
  readonly bold?: boolean;
  readonly layout?: SymbolLayerSpecification['layout'];
  readonly filter?: SymbolLayerSpecification['filter'];
}

/** An area cut by tiles is named once in each; names kept this far apart (pixels) are rarely two of one area. */
export const inArea: SymbolLayerSpecification['layout'] = { 'text-padding': 36 };

/** A name beside its point or in its area; the engine leaves it out where it would collide. */
export function label(palette: Palette, options: LabelOptions): PaintedLayer {
  return {
    part: 'label',
    role: 'label',
    type: 'symbol',
    minzoom: options.minzoom,
    ...(options.filter && { filter: options.filter }),
    layout: {
      'text-field': ['get', options.field],
      'text-font': [options.bold ? mapFonts.strong : mapFonts.plain],
      'text-size': options.size,
      'text-max-width': 9,
      'text-padding': 3,
      'text-line-height': 1.15,
      ...options.layout,
    },
    paint: {
      'text-color': options.colour,
      'text-halo-color': palette.halo,
      'text-halo-width': 1.6,
      'text-halo-blur': 0.2,
    },
  };
}

/** A name set off to the side of a point symbol, on whichever side or corner there is room. */
export const besidePoint = (distance: number): SymbolLayerSpecification['layout'] => ({
  'text-variable-anchor': ['left', 'right', 'top', 'bottom', 'top-left', 'bottom-left', 'top-right', 'bottom-right'],
  'text-radial-offset': distance,
  'text-justify': 'auto',
});

/** A name written along a line. */
export const alongLine: SymbolLayerSpecification['layout'] = {
  'symbol-placement': 'line',
  'symbol-spacing': 360,
  'text-max-angle': 32,
  'text-offset': [0, -0.9],
};
