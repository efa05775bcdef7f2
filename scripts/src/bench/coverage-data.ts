import { seededRandom } from '@phen-dau/geodata';
import { syntheticBounds } from './synthetic.ts';

/**
 * Where roads and village lamps are strewn. Along the border, within 8 km of its 110 km, as works are: at x100 a hundred times
 * as dense, 6 km of road to the square kilometre, so that lamps light the roads beside theirs and the work grows faster than
 * the works. Over the box of the province, 134 km by 111 km, as `bench tiles` strews them: eleven times as wide.
 */
export const coverageScenes = ['along the border', 'over the box'] as const;
export type CoverageScene = (typeof coverageScenes)[number];

/**
 * Lines and points like those of a province's works, at any scale: `scale` 1 has 332 roads of about 18 segments and 229 m,
 * 1,810 lamps (1,500 beside roads), 474 markers, 60 posts and a border of 6,001 vertices; `scale` n has n times the roads,
 * lamps, markers and posts in the same place. Seeded: a scale gives the same data always.
 */
export interface CoverageData {
  readonly roads: [number, number][][];
  readonly lamps: Float64Array;
  readonly markers: Float64Array;
  readonly posts: Float64Array;
  /** The border, one sector a post of scale 1. */
  readonly sectors: [number, number][][];
}

const [west, south, east, north] = syntheticBounds;
const metresPerDegree = 111_000;
const cosine = Math.cos((21.9 * Math.PI) / 180);

export function coverageData(scale: number, scene: CoverageScene = 'along the border'): CoverageData {
  const random = seededRandom(2022 + scale);
  const between = (least: number, most: number) => least + (most - least) * random();
  const strewn = (least: number, most: number): [number, number] =>
    scene === 'along the border'
      ? borderPlace(random(), between(least, most))
      : [between(west, east), between(south, north)];
  const roads: [number, number][][] = [];
  const lamps: number[] = [];
  for (let road = 0; road < 332 * scale; road++) {
    let bearing = between(0, 2 * Math.PI);
    let [longitude, latitude] = strewn(-6000, 6000);
    const line: [number, number][] = [[longitude, latitude]];
    const segments = Math.round(between(8, 26));
    // Three roads in four are lit: a lamp about every 40 m, 3 to 6 m off the middle.
    const lit = random() < 0.75;
    let sinceLamp = 0;
    for (let segment = 0; segment < segments; segment++) {
      bearing += between(-0.35, 0.35);
      const metres = between(6, 21.2);
      longitude += (Math.sin(bearing) * metres) / (metresPerDegree * cosine);
      latitude += (Math.cos(bearing) * metres) / metresPerDegree;
      line.push([longitude, latitude]);
      sinceLamp += metres;
      if (lit && sinceLamp > 38) {
        sinceLamp = 0;
        const aside = between(3, 6) * (random() < 0.5 ? 1 : -1);
        lamps.push(
          longitude + (Math.cos(bearing) * aside) / (metresPerDegree * cosine),
          latitude - (Math.sin(bearing) * aside) / metresPerDegree,
        );
      }
    }
    roads.push(line);
  }
  while (lamps.length < 2 * 1810 * scale) lamps.push(...strewn(-8000, -500));
  const places = (count: number, aside: number) =>
    Float64Array.from(Array.from({ length: count }, () => borderPlace(random(), between(-aside, 0))).flat());
  return {
    roads,
    lamps: Float64Array.from(lamps.slice(0, 2 * 1810 * scale)),
    markers: places(474 * scale, 20),
    posts: places(60 * scale, 3000),
    sectors: Array.from({ length: 60 }, (_, sector) =>
      Array.from({ length: 101 }, (_, vertex) => borderPlace((sector * 100 + vertex) / 6000, 0)),
    ),
  };
}

/** A place a share along the border and metres beside it. */
function borderPlace(share: number, aside: number): [number, number] {
  const x = share * 110_000;
  const y = 18_000 * Math.sin(share * 5) + 3_000 * Math.sin(share * 37) + 500 * Math.sin(share * 211) + aside;
  return [106 + x / (metresPerDegree * cosine), 21.9 + y / metresPerDegree];
}
