import type { ExpressionSpecification } from 'maplibre-gl';
import { describe, expect, it } from 'vitest';
import { fadedPaint } from './opacity.ts';

describe('fading a layer', () => {
  it('leaves an untouched layer as it is', () => {
    const paint = { 'line-color': '#000000' };
    expect(fadedPaint({ type: 'line', paint }, 1)).toBe(paint);
  });

  it('multiplies numbers, expressions and curves over zoom', () => {
    expect(fadedPaint({ type: 'line', paint: {} }, 0.5)).toEqual({ 'line-opacity': 0.5 });
    expect(fadedPaint({ type: 'fill', paint: { 'fill-opacity': 0.4 } }, 0.5)).toEqual({ 'fill-opacity': 0.2 });
    expect(fadedPaint({ type: 'line', paint: { 'line-opacity': ['get', 'a'] } }, 0.5)).toEqual({
      'line-opacity': ['*', 0.5, ['get', 'a']],
    });
    const curve = ['interpolate', ['linear'], ['zoom'], 5, 0.2, 10, 1] as unknown as ExpressionSpecification;
    expect(fadedPaint({ type: 'line', paint: { 'line-opacity': curve } }, 0.5)).toEqual({
      'line-opacity': ['interpolate', ['linear'], ['zoom'], 5, 0.1, 10, 0.5],
    });
  });
});
