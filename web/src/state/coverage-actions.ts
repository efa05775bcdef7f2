import type { CoverageState, Place } from './coverage.ts';
import { getState, setState } from './store.ts';

export const changeCoverage = (change: Partial<CoverageState>) =>
  setState(({ coverage }) => ({ coverage: { ...coverage, ...change } }));

/** Goes to a work place. What was selected on the map is let go: its card would cover the other place's sheet. */
export function goToPlace(place: Place): void {
  if (getState().place !== place) setState({ place, selection: [], card: undefined, hovered: undefined });
}

/** Opens the page of a post, or of the province. The colouring and the parameters stay as they are. */
export function openPost(post: string | undefined): void {
  setState(({ coverage }) => ({
    place: 'coverage',
    coverage: { ...coverage, post, gap: undefined, way: undefined, listed: 'all' },
    // A picture of one post must not lie on the map under the name of another.
    coveragePicture: undefined,
  }));
}
