import type { LayerSpecification } from 'maplibre-gl';

const opacityKeys: Partial<Record<LayerSpecification['type'], readonly string[]>> = {
  fill: ['fill-opacity'],
  line: ['line-opacity'],
  circle: ['circle-opacity', 'circle-stroke-opacity'],
  symbol: ['icon-opacity', 'text-opacity'],
};

/** A layer's paint with every opacity in it multiplied by `factor` (0 to 1). */
export function fadedPaint(layer: Pick<LayerSpecification, 'type' | 'paint'>, factor: number): object {
  const paint = (layer.paint ?? {}) as Record<string, unknown>;
  if (factor === 1) return paint;
  const faded = (opacityKeys[layer.type] ?? []).map((key) => [key, multiplied(paint[key] ?? 1, factor)]);
  return { ...paint, ...Object.fromEntries(faded) };
}

/** Zoom may only stand at the top of an expression, so a curve is multiplied at its stops and not as a whole. */
function multiplied(value: unknown, factor: number): unknown {
  if (typeof value === 'number') return value * factor;
  if (Array.isArray(value) && value[0] === 'interpolate') {
    return value.map((part, index) => (index >= 4 && index % 2 === 0 ? multiplied(part, factor) : part));
  }
  return ['*', factor, value];
}
