import type { AppState } from './store.ts';

/** How wide the sheet at the left is, so that the camera knows what it covers before it is drawn. */
export function panelWidthPixels({ place, coverage }: Pick<AppState, 'place' | 'coverage'>): number {
  const small = innerWidth <= 1100;
  if (place === 'surveys') return small ? 380 : 440;
  if (place !== 'coverage') return small ? 300 : 340;
  if (coverage.post !== undefined) return small ? 380 : 440;
  return small ? Math.round(innerWidth * 0.54) : Math.min(784, Math.round(innerWidth * 0.545));
}
