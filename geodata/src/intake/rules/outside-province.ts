import type { Position } from 'geojson';
import { nearestLine } from '../../measure/locate.ts';
import { emptyPositions, separationMetres, setPosition } from '../../measure/positions.ts';
import { eachPosition } from '../../validate/geometry-shape.ts';
import { isInsideRings } from '../inside.ts';
import { featureRule, type RuleContext } from './rule.ts';

/** The province's own line is only so sure; neighbours' works near it are of interest. */
const toleratedMetres = 500;
const certainlyWrongMetres = 5000;

/** Features that lie, with a vertex at least, outside the province. */
export const outsideProvince = featureRule({
  name: 'outside-province',
  codes: ['outside-province'],
  appliesTo: () => true,
  check({ geometry, index }, context) {
    const side = new Side(context);
    let worst: Position | null = null;
    let metres = 0;
    eachPosition(geometry, (position) => {
      // One search to the far limit is enough: what is beyond it is wrong whatever its distance.
      if (metres >= certainlyWrongMetres || side.isInside(position)) return;
      const away = side.metresToEdge(position);
      if (away <= Math.max(metres, toleratedMetres)) return;
      metres = away;
      worst = position;
    });
    if (!worst) return null;
    const [longitude = 0, latitude = 0]: Position = worst;
    const kilometres = Math.floor(metres / 100) / 10;
    return {
      code: 'outside-province',
      severity: metres >= certainlyWrongMetres ? 'error' : 'warning',
      feature: index,
      place: [longitude, latitude],
      context: { kilometres, longitude: rounded(longitude), latitude: rounded(latitude) },
      fix: { kind: 'leave-out' },
    };
  },
});

/**
 * On which side of the province's line positions lie. A position and all others nearer to it than the line are on one side, so
 * that of a track of 100,000 fixes only some hundred are looked up among the ten thousand corners of a province.
 */
class Side {
  readonly #context: RuleContext;
  /** The position last looked up, and the one asked about, prepared. */
  readonly #anchor = emptyPositions(1).values;
  readonly #here = emptyPositions(1).values;
  #radiusMetres = 0;
  #inside = true;

  constructor(context: RuleContext) {
    this.#context = context;
  }

  isInside(position: Position): boolean {
    const { province } = this.#context;
    if (!province || !this.#context.provinceEdge) return true;
    const [x = 0, y = 0] = position;
    setPosition(this.#here, 0, x, y);
    const isNear = this.#radiusMetres > 0 && separationMetres(this.#anchor, 0, this.#here, 0) < this.#radiusMetres;
    if (isNear) return this.#inside;
    this.#anchor.set(this.#here);
    this.#radiusMetres = 0.99 * this.metresToEdge(position);
    this.#inside = province.some((rings) => isInsideRings(rings, x, y));
    return this.#inside;
  }

  metresToEdge(position: Position): number {
    const { provinceEdge } = this.#context;
    if (!provinceEdge) return 0;
    return nearestLine(provinceEdge, position, certainlyWrongMetres)?.distanceMetres ?? certainlyWrongMetres;
  }
}

const rounded = (degrees: number) => Math.round(degrees * 1e5) / 1e5;
