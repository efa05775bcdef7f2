import type { ReadLimits } from '../formats/format.ts';

/** What one survey file may cost. Every limit is named in the issue that says it was passed. */
export interface SurveyLimits extends ReadLimits {
  /** Size of the file as it was sent. */
  readonly bytes: number;
  /** Size of all that an archive unpacks to. */
  readonly expandedBytes: number;
  /** How many times its packed size an entry may have that unpacks to more than `expansionJudgedBytes`. Below that nothing is
   * made of it: an honest `.dbf` is mostly blanks and swells three hundred times. */
  readonly expansionRatio: number;
  readonly expansionJudgedBytes: number;
  readonly archiveEntries: number;
  readonly features: number;
  readonly vertices: number;
  /** Issues kept of one file; a file with more is not read on. */
  readonly issues: number;
}

const megabyte = 1024 * 1024;

/** The one table of limits. A day's track has 50,000 points, the largest honest delivery seen 40 MB. */
export const surveyLimits: SurveyLimits = {
  bytes: 128 * megabyte,
  expandedBytes: 256 * megabyte,
  expansionRatio: 100,
  expansionJudgedBytes: 32 * megabyte,
  archiveEntries: 200,
  features: 200_000,
  vertices: 5_000_000,
  issues: 5_000,
  nestingDepth: 64,
  featureBytes: 64 * megabyte,
};

/** What a file that comes in pieces may cost while it is on its way; the file as a whole is bound by `surveyLimits`. */
export const uploadLimits = {
  /** Of one account; a further one takes the place of the one that nobody has gone on with for longest. */
  atOnce: 10,
  /** One that nobody goes on with is forgotten. */
  days: 7,
  /** So much is held in memory of what comes, and kept at once. */
  pieceBytes: megabyte,
} as const;

/** What may be decided about one survey, as text: thousands of features mended one by one. All of it is told with each answer. */
export const decisionLimits = { decisionBytes: 4 * megabyte } as const;

/** A size in whole megabytes, as messages give it. */
export const inMegabytes = (bytes: number): number => Math.ceil(bytes / megabyte);
