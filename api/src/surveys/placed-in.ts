import {
  type CoordinateCandidate,
  coordinateCandidates,
  datumDoubt,
  findCoordinateSystem,
  type Issue,
  isDatumOpen,
  needsConfirmation,
  placedFeatures,
  prepareReference,
  type SurveyContent,
  type SurveyFeature,
} from '@phen-dau/geodata';
import type { IssueList } from '../import/issue-list.ts';
import { boxesOfPlaces } from './boxes-of.ts';
import type { FileJob, ReadingQuestions } from './reading-job.ts';
import type { SurveyReading } from './survey-reading.ts';

interface Placed {
  readonly crs: string | null;
  readonly candidates: SurveyReading['candidates'];
  /** Moved to WGS 84; null while nobody knows from where. */
  readonly features: readonly SurveyFeature[] | null;
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
  if (features.length === 0) return { crs: null, candidates: [], features: null };
  if (crs === undefined && order === 'as-is') {
    const { candidates, doubts } = await judged(content, job, ask);
    const [best] = candidates;
    if (best && needsConfirmation(candidates, statedCrs)) {
      issues.add([unconfirmed(best, statedCrs)]);
      return { crs: null, candidates, features: null };
    }
    issues.add(doubts);
  }
  const code = crs ?? statedCrs ?? 'EPSG:4326';
  const system = findCoordinateSystem(code);
  const placed = system && placedFeatures(features, code, order);
  if (placed) return { crs: system.code, candidates: [], features: placed };
  issues.add([{ code: 'crs-unknown', severity: 'error', context: { stated: code.slice(0, 120) } }]);
  return { crs: null, candidates: [], features: null };
}

/**
 * The systems a file may be in. Roads, the border and communes are asked for around the places tried: where a person must
 * decide they tell likely systems from likelier ones, and where all coordinates are degrees they alone tell VN-2000 from WGS 84.
 */
async function judged({ features, statedCrs }: SurveyContent, job: FileJob, ask: ReadingQuestions) {
  const known = { bounds: job.bounds, points: job.knownPoints, zones: job.homeZones };
  const reference = prepareReference(known);
  const candidates = coordinateCandidates(features, reference, { statedCrs });
  if (!needsConfirmation(candidates, statedCrs) && !isDatumOpen(candidates)) return { candidates, doubts: [] };
  const around = await ask.placesAround(boxesOfPlaces(candidates.flatMap(({ ghosts }) => ghosts)));
  const better = prepareReference({ ...known, ...around });
  const ranked = coordinateCandidates(features, better, { statedCrs });
  return { candidates: ranked, doubts: isDatumOpen(ranked) ? doubtsOf(datumDoubt(ranked, better)) : [] };
}

/** Too little to hold a file back for, and too much to say nothing. */
function doubtsOf(found: ReturnType<typeof datumDoubt>): Issue[] {
  if (found?.doubt !== 'suspected') return [];
  const { metres, before, after } = found;
  return [{ code: 'datum-suspected', severity: 'warning', context: { metres, before, after, likely: 'EPSG:4756' } }];
}

const unconfirmed = ({ crs, name, order }: CoordinateCandidate, statedCrs: string | undefined): Issue => ({
  code: 'crs-unconfirmed',
  severity: 'error',
  context: { stated: statedCrs ?? 'EPSG:4326', likely: crs, likelyName: name, order },
  fix: { kind: 'set-crs', crs, order },
});
