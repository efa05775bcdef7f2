import {
  type CoordinateSystem,
  coordinateCandidates,
  datumDoubt,
  findCoordinateSystem,
  type Issue,
  type IssueList,
  isDatumOpen,
  needsConfirmation,
  placedFeatures,
  prepareReference,
  type SurveyContent,
  type SurveyFeature,
  samplePositions,
  unconfirmedSystem,
  wgs84,
} from '@phen-dau/geodata';
import { isIssue, namedSystem } from '../intake/named-system.ts';
import { boxesOfPlaces } from './boxes-of.ts';
import type { FileJob, ReadingQuestions } from './reading-job.ts';
import type { SurveyReading } from './survey-reading.ts';

interface Placed {
  readonly crs: string | null;
  readonly candidates: SurveyReading['candidates'];
  /** Moved to WGS 84; null while nobody knows from where. */
  readonly features: readonly SurveyFeature[] | null;
  /** How the system is defined; absent where everybody knows it by its code. */
  readonly system?: CoordinateSystem;
}

/** A system is taken when it was given, or when it is beyond doubt; never silently. */
export async function placedIn(
  content: SurveyContent,
  job: FileJob,
  ask: ReadingQuestions,
  issues: IssueList,
): Promise<Placed> {
  const { features, statedCrs } = content;
  const { crs, order = 'as-is' } = job.instructions;
  if (features.length === 0) return nowhere;
  const named = (text: string) => namedSystem(text, tried(features, order), ask.databaseSystem);
  const stated = statedCrs === undefined ? null : await named(statedCrs);
  if (crs === undefined && order === 'as-is') {
    const { candidates, doubts, isOpen } = await judged(content, stated && !isIssue(stated) ? stated : null, job, ask);
    const [best] = candidates;
    if (best && isOpen) {
      issues.add([unconfirmedSystem(best, statedCrs)]);
      // That the file states something unusable is said too: what is offered instead is a guess.
      if (stated && isIssue(stated) && stated.code === 'crs-unsupported')
        issues.add([{ ...stated, severity: 'warning' }]);
      return { ...nowhere, candidates };
    }
    issues.add(doubts);
  }
  const system = crs === undefined ? (stated ?? wgs84) : await named(crs);
  if (isIssue(system)) {
    issues.add([system]);
    return nowhere;
  }
  return {
    ...{ crs: system.code, candidates: [], features: placedFeatures(features, system, order) },
    ...(!findCoordinateSystem(system.code) && { system }),
  };
}

const nowhere: Placed = { crs: null, candidates: [], features: null };

/** Some places of the file for the database to try a system on, easting first. */
const tried = (features: SurveyContent['features'], order: 'as-is' | 'swapped') =>
  samplePositions(features, 5).map(([x, y]) => (order === 'as-is' ? ([x, y] as const) : ([y, x] as const)));

/**
 * The systems a file may be in. Roads, the border and communes are asked for around the places tried: where a person must
 * decide they tell likely systems from likelier ones, and where all coordinates are degrees they alone tell VN-2000 from WGS 84.
 */
async function judged(
  { features, statedCrs }: SurveyContent,
  stated: CoordinateSystem | null,
  job: FileJob,
  ask: ReadingQuestions,
) {
  const known = { bounds: job.bounds, points: job.knownPoints, zones: job.homeZones };
  const reference = prepareReference(known);
  const candidates = coordinateCandidates(features, reference, { statedCrs, stated });
  const isOpen = needsConfirmation(candidates, statedCrs, stated);
  if (!isOpen && !isDatumOpen(candidates)) return { candidates, doubts: [], isOpen };
  const around = await ask.placesAround(boxesOfPlaces(candidates.flatMap(({ ghosts }) => ghosts)));
  const better = prepareReference({ ...known, ...around });
  const ranked = coordinateCandidates(features, better, { statedCrs, stated });
  const doubts = isDatumOpen(ranked) ? doubtsOf(datumDoubt(ranked, better)) : [];
  return { candidates: ranked, doubts, isOpen: needsConfirmation(ranked, statedCrs, stated) };
}

/** Too little to hold a file back for, and too much to say nothing. */
function doubtsOf(found: ReturnType<typeof datumDoubt>): Issue[] {
  if (found?.doubt !== 'suspected') return [];
  const { metres, before, after } = found;
  return [{ code: 'datum-suspected', severity: 'warning', context: { metres, before, after, likely: 'EPSG:4756' } }];
}
