import type { LayerSpecification } from 'maplibre-gl';
import type { Palette } from '../palette.ts';

/** How a class of features looks in the legend; made from the same constants as the style it explains. */
export type Swatch =
  | {
      readonly shape: 'line';
      readonly colour: string;
      readonly width: number;
      readonly dash?: readonly number[];
      readonly casing?: string;
    }
  | {
      readonly shape: 'area';
      readonly fill: string;
      readonly fillOpacity: number;
      readonly outline: string;
      readonly dash?: readonly number[];
      readonly hatch?: boolean;
    }
  | { readonly shape: 'dot'; readonly fill: string; readonly outline: string; readonly radius: number }
  | { readonly shape: 'icon'; readonly icon: string };

/** One line of a legend: a word of a field's vocabulary, or the layer as a whole when `field` is absent. */
export interface LegendItem {
  readonly field?: string;
  readonly word?: string;
  readonly swatch: Swatch;
}

/** A style layer without what the builder fills in: source, source layer, visibility, time filter and opacity. */
export type PaintedLayer = DistributiveOmit<LayerSpecification, 'id' | 'source' | 'source-layer'> & {
  /** Unique within the layer; the style id becomes `<layer>:<part>`. */
  readonly part: string;
  readonly role: DrawRole;
};
type DistributiveOmit<T, Keys extends PropertyKey> = T extends unknown ? Omit<T, Keys> : never;

/**
 * From the bottom of the map to its top. Places are given from the top down, so a label gives way to the icons, which are
 * always drawn: none is hidden, and no name lies over one.
 */
export const drawRoles = ['area', 'edge', 'line', 'glow', 'point', 'label', 'icon'] as const;
export type DrawRole = (typeof drawRoles)[number];

export interface LayerPaint {
  /** Higher is drawn above, among layers of the same role; also who wins when labels collide. */
  readonly rank: number;
  legend(palette: Palette): readonly LegendItem[];
  draw(palette: Palette): readonly PaintedLayer[];
}
