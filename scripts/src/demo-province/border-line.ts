import { createRequire } from 'node:module';
import { mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { isSimple } from './crossings.ts';
import { type Place, storedLengthMetres, toPlace } from './frame.ts';
import { gradientNoise, type Noise } from './noise.ts';
import { chainages, cornersCut, directions, itemAt, lastOf, relaxed, resampled } from './polyline.ts';
import { randomOf } from './random.ts';

/** The province's official length of land border. */
export const borderLengthMetres = 231_740;

type Countries = Topology<{ countries: GeometryCollection }>;
// Read with require: a typed import would have the compiler infer the type of 3.6 MB of JSON.
export const worldAtlas = createRequire(import.meta.url)('world-atlas/countries-10m.json') as Countries;
export const country = { vietNam: '704', china: '156' } as const;

const westernEnd = 22.43;
const easternEnd = 107.3485;

const pair = [country.china, country.vietNam].join();

/** The line shared by Viet Nam and China in Natural Earth (1:10 million), east to west, WGS 84 degrees. */
function sharedArc(): [longitude: number, latitude: number][] {
  const shared = mesh(
    worldAtlas,
    worldAtlas.objects.countries,
    (a, b) => a !== b && [String(a.id), String(b.id)].sort().join() === pair,
  );
  return shared.coordinates.flat().map(([longitude = 0, latitude = 0]) => [longitude, latitude]);
}

const isInProvince = ([longitude, latitude]: readonly [number, number]): boolean =>
  longitude > 106.5 && longitude < easternEnd && latitude < westernEnd;

/** The first (north-west) and last (south-east) vertex of the public line inside the province. */
export function borderEnds(): { first: [number, number]; last: [number, number] } {
  const within = sharedArc().filter(isInProvince);
  return { first: lastOf(within), last: itemAt(within, 0) };
}

/** The public line cut to the province, north-west to south-east. */
function publicCourse(): Place[] {
  return sharedArc()
    .filter(isInProvince)
    .reverse()
    .map(([longitude, latitude]) => toPlace(longitude, latitude));
}

interface Octave {
  readonly wavelength: number;
  readonly amplitude: number;
}

/** Pushes the line sideways by noise along its length, which a line of gentle bends survives without crossing itself. */
function roughened(line: readonly Place[], octaves: readonly Octave[], noise: Noise, reach: number): Roughening {
  const metres = chainages(line);
  const along = directions(line, reach);
  const pushes = line.map((_, index) => {
    let push = 0;
    for (const { wavelength, amplitude } of octaves) {
      push += amplitude * noise((metres[index] ?? 0) / wavelength, wavelength * 1.37 + 0.5);
    }
    return push;
  });
  return (strength) =>
    line.map(([x, y], index) => {
      const [dx, dy] = itemAt(along, index);
      const push = itemAt(pushes, index) * strength;
      return [x - dy * push, y + dx * push];
    });
}
type Roughening = (strength: number) => Place[];

const coarse: readonly Octave[] = [
  { wavelength: 6500, amplitude: 1700 },
  { wavelength: 3100, amplitude: 1000 },
];
const middle: readonly Octave[] = [
  { wavelength: 1500, amplitude: 640 },
  { wavelength: 800, amplitude: 340 },
];
const fine: readonly Octave[] = [
  { wavelength: 410, amplitude: 120 },
  { wavelength: 210, amplitude: 52 },
  { wavelength: 110, amplitude: 16 },
];

export interface BorderLine {
  /** About 10,000 places from north-west to south-east; Viet Nam lies to the right. */
  readonly line: readonly Place[];
  /** The same way without its fine bends, for whatever follows the border at a distance. */
  readonly course: readonly Place[];
}

/**
 * The demonstration border: the coarse public line with seeded fine detail, as strong as needed for the official length.
 * Detail is added in three stages so that later bends hang over earlier ones, as rivers and ridges do; a line that crosses
 * itself all the same is thrown away for the next one of the seed. For demonstration only: it says nothing about where the
 * border runs.
 */
export function makeBorderLine(seed: number): BorderLine {
  const base = resampled(relaxed(resampled(cornersCut(publicCourse(), 3), 100), 40), 100);
  for (let attempt = 0; attempt < 50; attempt++) {
    const noise = gradientNoise(randomOf(seed, `border ${attempt}`));
    const course = resampled(relaxed(roughened(base, coarse, noise, 8)(1), 30), 50);
    const bends = resampled(relaxed(resampled(roughened(course, middle, noise, 4)(1), 24), 8), 19.4);
    const line = ofOfficialLength(roughened(bends, fine, noise, 2));
    if (line && isSimple(line)) return { line, course };
  }
  throw new Error(`Seed ${seed} gives no border without crossings`);
}

/** Length grows almost in a straight line with strength, so a few rounds of false position (Illinois) meet it to 2 mm. */
function ofOfficialLength(roughening: Roughening): Place[] | undefined {
  const lack = (strength: number): number => storedLengthMetres(roughening(strength)) - borderLengthMetres;
  let weak = { strength: 0, lack: lack(0) };
  let strong = { strength: 2, lack: lack(2) };
  if (weak.lack > 0 || strong.lack < 0) return undefined;
  for (let round = 0; round < 40; round++) {
    const strength = weak.strength - (weak.lack * (strong.strength - weak.strength)) / (strong.lack - weak.lack);
    const found = { strength, lack: lack(strength) };
    if (Math.abs(found.lack) < 0.002) return roughening(strength);
    if (found.lack < 0) [weak, strong] = [found, { ...strong, lack: strong.lack / 2 }];
    else [weak, strong] = [{ ...weak, lack: weak.lack / 2 }, found];
  }
  return undefined;
}
