import type { z } from '@hono/zod-openapi';
import { cleaningDefaults, issueText, type Language, layerById } from '@phen-dau/geodata';
import { mayPerform, type SignedIn } from '../account.ts';
import type { SurveyRow, SurveyStep } from '../queries/surveys.ts';
import { visibleLayer } from '../visible-layer.ts';
import { repeatIssues, type ToldRepeat } from './repeats.ts';
import type { RoadMatches } from './survey-reading.ts';
import type { surveyBrief, surveyWhole } from './survey-schemas.ts';

/** What everybody is told of a survey they may see. */
export function briefOf(
  survey: SurveyRow,
  repeats: readonly ToldRepeat[],
  caller: SignedIn,
): z.infer<typeof surveyBrief> {
  const { reading, decidedBy, decidedAt } = survey;
  const own = survey.authorId === caller.accountId;
  const isOpen = survey.state === 'received' || survey.state === 'has-issues';
  const decides = !own && mayPerform(caller, 'survey.review');
  return {
    id: survey.id,
    state: survey.state,
    layer: survey.layer,
    fileName: survey.fileName,
    author: survey.author,
    createdAt: survey.createdAt.toISOString(),
    updatedAt: survey.updatedAt.toISOString(),
    version: survey.version,
    receipt: {
      ...{ sha256: survey.sha256, bytes: survey.bytes, format: reading.format, crs: reading.crs, read: reading.read },
      ...{ accepted: reading.accepted, changed: reading.changed ?? 0, held: reading.held, leftOut: reading.leftOut },
    },
    bounds: reading.bounds,
    errors: reading.errors,
    warnings: warningsOf(survey, repeats),
    decision:
      decidedBy === null || decidedAt === null
        ? null
        : { by: decidedBy, at: decidedAt.toISOString(), reason: survey.decision },
    may: {
      change: own && isOpen,
      submit: own && survey.state === 'received',
      reopen: own && (survey.state === 'submitted' || (survey.state === 'rejected' && !survey.wasApproved)),
      decide: decides && survey.state === 'submitted',
      undo: decides && survey.state === 'approved',
    },
  };
}

/** How many warnings nobody has explained, listed or not: neither ignored with a reason nor, of a repeat, answered. */
function warningsOf({ reading, explained }: SurveyRow, repeats: readonly ToldRepeat[]): number {
  const found = Object.values(reading.issueCounts).reduce((sum, count) => sum + count, 0);
  return found - reading.errors - explained + repeats.filter(({ isUnexplained }) => isUnexplained).length;
}

/** What is told of a survey beside its own row, as far as the caller may know it. */
export interface ToldOfSurvey {
  readonly steps: readonly SurveyStep[];
  /** Names by the ids of roads. */
  readonly roadNames: ReadonlyMap<string, string>;
  readonly repeats: readonly ToldRepeat[];
  /** How many. */
  readonly photos: number;
}

/**
 * A survey as its page shows it: what was read, what is wrong, what this caller may do; attributes above their
 * clearance left out.
 */
export function wholeOf(
  survey: SurveyRow,
  { steps, roadNames, repeats, photos }: ToldOfSurvey,
  caller: SignedIn,
  language: Language,
): z.infer<typeof surveyWhole> {
  const { reading, instructions } = survey;
  const issues = [...repeatIssues(repeats, reading), ...reading.issues];
  const repeated = Object.fromEntries(
    (['same-file', 'same-walk'] as const).map((kind) => [kind, repeats.filter((each) => each.kind === kind).length]),
  );
  const layer = visibleLayer(layerById(survey.layer), caller.clearance);
  return {
    ...briefOf(survey, repeats, caller),
    order: reading.order,
    system: reading.system ?? null,
    statedCrs: reading.statedCrs,
    candidates: [...reading.candidates],
    columns: [...reading.columns],
    map: { ...instructions.map },
    set: { ...instructions.set },
    table: instructions.table ? { ...instructions.table } : null,
    geometries: instructions.geometries ?? null,
    edits: { ...instructions.edits },
    otherShapes: instructions.otherShapes ?? null,
    cuts: [...reading.cuts],
    cutCount: reading.cutCount ?? reading.cuts.length,
    cleaning: { ...cleaningDefaults, ...instructions.cleaning },
    matches: reading.matches ? toldMatches(reading.matches, roadNames) : null,
    repeats: repeats.map(({ earlier, alike: _, isUnexplained: _unexplained, ...each }) => ({
      ...each,
      ...{ features: [...each.features], fileName: earlier.fileName, author: earlier.author, state: earlier.state },
      sentAt: earlier.createdAt.toISOString(),
    })),
    issues: issues.map((each) => ({
      ...each,
      message: issueText(each, language, layer),
      ignored: instructions.ignored?.[each.key] ?? null,
    })),
    issueCounts: {
      ...Object.fromEntries(Object.entries(repeated).filter(([, count]) => count > 0)),
      ...reading.issueCounts,
    },
    photos,
    replacedBy: survey.replacedBy,
    steps: steps.map(({ action, at, account, reason }) => ({ action, at: at.toISOString(), account, reason })),
  };
}

/** Roads the caller may not read are not there, as everywhere. */
function toldMatches(matches: RoadMatches, roadNames: ReadonlyMap<string, string>) {
  const { stretches, proposals, gaps, stretchCount = stretches.length, proposalCount = proposals.length } = matches;
  const told = stretches.flatMap((stretch) => {
    const name = roadNames.get(stretch.road);
    return name === undefined ? [] : [{ ...stretch, name }];
  });
  return {
    stretches: told,
    // Whether those not listed may be read is not known; where one that is listed may not, they are not counted either.
    stretchCount: told.length === stretches.length ? stretchCount : told.length,
    proposals: {
      type: 'FeatureCollection' as const,
      features: proposals.map(({ feature, part, metres, geometry }) => {
        const properties = { feature, part, length_metres: metres };
        return { type: 'Feature' as const, geometry, properties };
      }),
    },
    proposalCount,
    gaps,
  };
}
