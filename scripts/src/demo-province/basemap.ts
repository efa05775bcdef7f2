import { foldDiacritics } from '@phen-dau/geodata';
import { contours } from 'd3-contour';
import type { MultiLineString, MultiPolygon, Position } from 'geojson';
import { makeBorderLine } from './border-line.ts';
import { type Bounds, clippedLine } from './clip.ts';
import { makeUnits } from './communes.ts';
import { type Country, neighbouringLands, provinceEdge } from './countries.ts';
import { toPlace, toPosition } from './frame.ts';
import { filled, type Grid, gridOver, insideCells, middleOf } from './grid.ts';
import { gradientNoise } from './noise.ts';
import { simplified } from './polyline.ts';
import { randomOf } from './random.ts';
import { type Stream, streamsOf } from './streams.ts';
import { makeTerrain } from './terrain.ts';
import { type Town, townsWithin } from './towns.ts';

/** What a base map of the demonstration province can be drawn from; everything WGS 84, clipped to `bounds`. */
export interface DemonstrationBasemap {
  readonly bounds: Bounds;
  /** To be shown with the map; one sentence each. */
  readonly attribution: readonly string[];
  readonly countries: readonly Omit<Country, 'borders'>[];
  /** The demonstration province; its north-east side is its border line. */
  readonly province: MultiPolygon;
  readonly boundaries: readonly { readonly kind: 'country' | 'province'; readonly geometry: MultiLineString }[];
  /** Land at least `minimumMetres` high, each band inside the one before; invented. */
  readonly terrain: readonly {
    readonly band: number;
    readonly minimumMetres: number;
    readonly geometry: MultiPolygon;
  }[];
  /** Where water would run on the invented relief. */
  readonly streams: readonly { readonly rank: Stream['rank']; readonly geometry: MultiLineString }[];
  readonly places: readonly (Town & { readonly nameAscii: string })[];
}

/** As far as the map may be moved (`viewLimits` in web), so that its sheet has no edge to see. */
export const demonstrationBounds: Bounds = [103.8, 20.2, 108.9, 23.6];
const terrainCellMetres = 600;
const bandMetres = [160, 300, 460, 640, 860] as const;
const brookCells = 40;

/** The base map of the province with this seed; takes a few seconds, so keep what is made from it. */
export function demonstrationBasemap(seed = 1, bounds: Bounds = demonstrationBounds): DemonstrationBasemap {
  const border = makeBorderLine(seed);
  const units = makeUnits(seed, border.line);
  const terrain = makeTerrain(seed, border.course);
  const countries = neighbouringLands(border.line, bounds);
  const [west, south, east, north] = bounds;
  const [left, bottom] = toPlace(west, south);
  const [right, top] = toPlace(east, north);
  const grid = gridOver({ left, bottom, right, top }, terrainCellMetres);
  const heights = filled(grid, terrain);
  const isSea = seaCells(grid, countries);
  heights.forEach((height, cell) => {
    heights[cell] = isSea[cell] === 1 ? 0 : height;
  });
  return {
    bounds,
    attribution: [
      'Demonstration data, generated. Boundaries are for demonstration only.',
      'Countries: Natural Earth, public domain. Towns: GeoNames, CC BY 4.0.',
    ],
    countries: countries.map(({ code, name, geometry }) => ({ code, name, geometry })),
    province: { type: 'MultiPolygon', coordinates: [[units.province.map(toPosition)]] },
    boundaries: [
      {
        kind: 'country',
        geometry: lines(countries.flatMap(({ borders }) => borders.flatMap((line) => clippedLine(line, bounds)))),
      },
      { kind: 'province', geometry: lines([provinceEdge(units.province, border.line)]) },
    ],
    terrain: bands(grid, heights),
    streams: streamsOf(grid, roughened(grid, heights, seed), isSea, brookCells).map(({ rank, places }) => ({
      rank,
      geometry: lines([simplified(places, 60, () => false).map(toPosition)]),
    })),
    places: townsWithin(bounds).map((town) => ({ ...town, nameAscii: foldDiacritics(town.name) })),
  };
}

const lines = (coordinates: Position[][]): MultiLineString => ({ type: 'MultiLineString', coordinates });

/** Heights with a little of everything the relief leaves out; on a smooth plain water would run in parallel diagonals. */
function roughened(grid: Grid, heights: Float32Array, seed: number): Float32Array {
  const random = randomOf(seed, 'streams');
  const noise = gradientNoise(random);
  return heights.map((height, cell) => {
    const [x, y] = middleOf(grid, cell);
    return height + 22 + 14 * noise(x / 5200, y / 5200) + 8 * noise(x / 1900, y / 1900) + random.between(0, 5);
  });
}

function seaCells(grid: Grid, countries: readonly Country[]): Uint8Array {
  const sea = new Uint8Array(grid.columns * grid.rows).fill(1);
  for (const ring of countries.flatMap(({ geometry }) =>
    geometry.coordinates.flatMap((polygon) => polygon.slice(0, 1)),
  )) {
    insideCells(
      grid,
      ring.map(([longitude = 0, latitude = 0]) => toPlace(longitude, latitude)),
    ).forEach((inside, cell) => {
      if (inside === 1) sea[cell] = 0;
    });
  }
  return sea;
}

function bands(grid: Grid, heights: Float32Array): DemonstrationBasemap['terrain'] {
  const shapes = contours()
    .size([grid.columns, grid.rows])
    .thresholds([...bandMetres])(heights as unknown as number[]);
  // d3-contour measures from cell corners: its 0.5 is the middle of our first cell.
  const position = ([x = 0, y = 0]: Position): Position =>
    toPosition([grid.left + (x - 0.5) * grid.size, grid.bottom + (y - 0.5) * grid.size]);
  return shapes.map((shape, index) => ({
    band: index + 1,
    minimumMetres: shape.value,
    geometry: {
      type: 'MultiPolygon',
      coordinates: shape.coordinates
        .map((polygon) => polygon.filter((ring) => ring.length > 12).map((ring) => ring.map(position)))
        .filter((polygon) => polygon.length > 0),
    },
  }));
}
