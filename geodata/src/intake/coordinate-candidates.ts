import { type CoordinateSystem, findCoordinateSystem, toWgs84, wgs84 } from '../coordinates/coordinate-system.ts';
import type { ProvinceDivision } from '../coordinates/province-meridians.ts';
import { vn2000Zones } from '../coordinates/vn2000.ts';
import type { SourceFeature } from '../formats/format.ts';
import type { Issue } from '../issue.ts';
import { datumDoubt } from './datum-doubt.ts';
import type { PlaceReference } from './place-reference.ts';
import { samplePositions } from './positions.ts';

/** Why a system is likely; `value` is a share from 0 to 1, or metres for `near-known`. */
export interface CandidateReason {
  readonly reason: 'stated' | 'in-province' | 'near-known' | 'province-axis' | 'usual';
  readonly value: number;
}

/** A coordinate system the file may be in, with where its features would then lie. */
export interface CoordinateCandidate {
  /** What `findCoordinateSystem` takes. */
  readonly crs: string;
  readonly name: string;
  /** `swapped`: the file has northing (or latitude) first. */
  readonly order: 'as-is' | 'swapped';
  /** 0 to 1, to be compared within one list only. */
  readonly score: number;
  readonly why: readonly CandidateReason[];
  /** At most 300 sampled positions moved to WGS 84, for drawing before anybody confirms. */
  readonly ghosts: readonly (readonly [longitude: number, latitude: number])[];
  /** Set where the system is an axis of the province: which division's. Both divisions may have the same. */
  readonly divisions?: readonly ProvinceDivision[];
}

/** What a file states about its system; `stated` where that is known from elsewhere, a database say. */
interface StatedSystem {
  readonly statedCrs?: string | undefined;
  readonly stated?: CoordinateSystem | null;
}

const systemOf = (statedCrs: string | undefined) => (statedCrs === undefined ? null : findCoordinateSystem(statedCrs));

const mostGhosts = 300;
const mostCandidates = 10;
const others = ['EPSG:4756', 'EPSG:32648', 'EPSG:32649', 'EPSG:3857'];

/**
 * The systems a file may be in, likeliest first. Each is tried on a sample: the share that lands in the province counts most,
 * nearness to known lines and points next (it alone tells VN-2000 degrees from WGS 84, 224 m apart), then what the file states
 * and which axes the province has used. Nothing is decided here: `needsConfirmation` says whether a person must.
 */
export function coordinateCandidates(
  features: readonly Pick<SourceFeature, 'geometry'>[],
  reference: PlaceReference,
  { statedCrs, stated = systemOf(statedCrs) }: StatedSystem = {},
): CoordinateCandidate[] {
  const sample = samplePositions(features, mostGhosts);
  if (sample.length === 0) return [];
  const inDegrees = sample.every(([x, y]) => Math.abs(x) <= 360 && Math.abs(y) <= 360);
  const candidates: CoordinateCandidate[] = [];
  for (const system of systemsToTry(stated)) {
    if (system.geographic !== inDegrees) continue;
    for (const order of ['as-is', 'swapped'] as const) {
      const isStated = stated !== null && system.code === stated.code && order === 'as-is';
      const crs =
        system.code === stated?.code && statedCrs !== undefined && !isCode(system.code) ? statedCrs : system.code;
      candidates.push({ ...judged(system, order, sample, reference, isStated), crs });
    }
  }
  const isStatedOtherwise = stated !== null && stated.definition !== null;
  return (isStatedOtherwise ? candidates : orderedByDatum(candidates, reference))
    .filter(({ score, why, divisions }) => score > 0.02 || divisions || why.some(({ reason }) => reason === 'stated'))
    .sort((one, other) => other.score - one.score)
    .filter(({ order, divisions, score }, at) => at < mostCandidates || (divisions && order === 'as-is' && score > 0));
}

/** Nearness alone would let one lamp that stands 224 m from a road speak against WGS 84: VN-2000 degrees come first where it is
 * evident, and only there. */
function orderedByDatum(candidates: readonly CoordinateCandidate[], reference: PlaceReference): CoordinateCandidate[] {
  const plain = candidates.find(({ crs, order }) => crs === wgs84.code && order === 'as-is');
  const isEvident = datumDoubt(candidates, reference)?.doubt === 'evident';
  return candidates.map((candidate) => {
    if (!plain || candidate.crs !== 'EPSG:4756' || candidate.order !== 'as-is') return candidate;
    const { score } = candidate;
    return {
      ...candidate,
      score: isEvident ? Math.max(score, plain.score + 0.02) : Math.min(score, plain.score - 0.02),
    };
  });
}

/** Whether the degrees of a file may be those of VN-2000 instead of WGS 84, which only what is known around can tell. */
export const isDatumOpen = ([best, ...others]: readonly CoordinateCandidate[]): boolean =>
  best?.crs === wgs84.code && others.some(({ crs, order }) => crs === 'EPSG:4756' && order === 'as-is');

/**
 * Whether a person must confirm before anything is placed: always, unless the best is what the file states by a code, or
 * plain WGS 84 longitude and latitude in a file that states nothing else. A guessed zone is never taken silently.
 */
export function needsConfirmation(
  candidates: readonly CoordinateCandidate[],
  statedCrs?: string,
  found = systemOf(statedCrs),
): boolean {
  const [best, second] = candidates;
  if (!best || best.order === 'swapped' || best.score < 0.3) return true;
  if (second && best.score - second.score < 0.01 && second.order === 'as-is') return true;
  const stated = statedCrs === undefined ? wgs84 : found;
  if (!stated) return true;
  if (stated.definition === null) return findCoordinateSystem(best.crs)?.definition !== null;
  return !isCode(stated.code) || best.crs !== stated.code;
}

/** What is said while nobody has confirmed a system: the likeliest is offered, and not taken. */
export const unconfirmedSystem = ({ crs, name, order }: CoordinateCandidate, statedCrs: string | undefined): Issue => ({
  code: 'crs-unconfirmed',
  severity: 'error',
  context: { stated: statedCrs ?? 'EPSG:4326', likely: crs, likelyName: systemTitle(crs, name), order },
  fix: { kind: 'set-crs', crs, order },
});

/** `VN-2000 107°15′ (EPSG:9215)`; a definition of a page's length by its name alone, and a system without a name by its code. */
const systemTitle = (crs: string, name: string) =>
  name !== crs && /^EPSG:\d+$/.test(crs) ? `${name} (${crs})` : name.slice(0, 80);

function systemsToTry(stated: CoordinateSystem | null): CoordinateSystem[] {
  const systems = new Map<string, CoordinateSystem>([[wgs84.code, wgs84]]);
  for (const code of [...vn2000Zones.map(({ epsg }) => `EPSG:${epsg}`), ...others]) {
    const system = findCoordinateSystem(code);
    if (system) systems.set(code, system);
  }
  // WGS 84 under another code would only stand in the list twice.
  if (stated && stated.definition !== null) systems.set(stated.code, stated);
  return [...systems.values()];
}

function judged(
  system: CoordinateSystem,
  order: 'as-is' | 'swapped',
  sample: readonly (readonly [number, number])[],
  reference: PlaceReference,
  isStated: boolean,
): CoordinateCandidate {
  const transform = toWgs84(system);
  const ghosts = sample.map(([x, y]) => (order === 'as-is' ? transform(x, y) : transform(y, x)));
  const inside = ghosts.filter(([longitude, latitude]) => reference.isInProvince(longitude, latitude)).length;
  const share = inside / sample.length;
  const distances = share > 0 ? ghosts.map(([x, y]) => reference.metresToKnown(x, y)) : [];
  const closeness = distances.reduce<number>((sum, metres) => sum + nearness(metres), 0) / sample.length;
  const known = distances.filter((metres) => metres !== null).sort((one, other) => one - other);
  const divisions = (reference.zones ?? [])
    .filter(({ zone }) => system.code === `EPSG:${zone.epsg}`)
    .map(({ division }) => division);
  const usual = system.definition === null || divisions.length > 0;
  const why: CandidateReason[] = [{ reason: 'in-province', value: share }];
  const median = known[Math.floor(known.length / 2)];
  if (median !== undefined) why.push({ reason: 'near-known', value: Math.round(median) });
  if (isStated) why.push({ reason: 'stated', value: 1 });
  if (divisions.length > 0) why.push({ reason: 'province-axis', value: 1 });
  else if (usual) why.push({ reason: 'usual', value: 1 });
  const current = divisions.includes('since-july-2025') ? 0.01 : 0;
  const prior = (isStated ? 0.08 : 0) + (usual ? 0.05 + current : 0) + axisPrior(system, ghosts);
  const score = Math.max(0, share) * (0.5 + 0.35 * closeness + prior - (order === 'swapped' ? 0.03 : 0));
  const found = { crs: system.code, name: system.name, order, score, why, ghosts: finite(ghosts) };
  return divisions.length > 0 ? { ...found, divisions } : found;
}

/** 1 on a known line, a half 40 m away, little at the 224 m that the datum makes. */
const nearness = (metres: number | null): number => (metres === null ? 0 : 1 / (1 + (metres / 40) ** 2));

/** Three-degree zones are used within 1.5° of their axis, the nearer the likelier. */
function axisPrior({ code }: CoordinateSystem, ghosts: readonly (readonly [number, number])[]): number {
  const zone = vn2000Zones.find(({ epsg }) => code === `EPSG:${epsg}`);
  const longitude = ghosts[0]?.[0] ?? Number.NaN;
  if (!zone || zone.kind === 'utm' || !Number.isFinite(longitude)) return 0;
  return 0.02 * Math.max(0, 1 - Math.abs(longitude - zone.centralMeridianDegrees) / 1.5);
}

const isCode = (code: string) => /^EPSG:\d+$/.test(code);
const finite = (positions: readonly [number, number][]) =>
  positions.filter(([x, y]) => Math.abs(x) <= 180 && Math.abs(y) <= 90);
