import { createHash, randomUUID } from 'node:crypto';
import { type Layer, readableParts } from '@phen-dau/geodata';
import type { SignedIn } from '../account.ts';
import { editorFor, readerFor } from '../account.ts';
import type { Database, Transaction } from '../database/database.ts';
import { StatementRefused } from '../database/errors.ts';
import { namesForJob } from '../import/names.ts';
import { vietNam } from '../import.ts';
import { recordEvent } from '../queries/audit.ts';
import { invalidAreas, provinceBounds, standingVersions } from '../queries/imports.ts';
import { addStep, changeSurvey, keepSurvey } from '../queries/survey-changes.ts';
import {
  findByKey,
  findSurvey,
  keptOriginal,
  markerPlaces,
  type SurveyRow,
  type SurveyScope,
  type SurveyState,
  surveysOfFile,
} from '../queries/surveys.ts';
import { changedInstructions, type SurveyChange, type SurveyInstructions } from './instructions.ts';
import { knownNearby } from './known-nearby.ts';
import type { FileJob } from './reading-job.ts';
import type { ReadingAnswers, ReadingRoom } from './reading-room.ts';
import type { SurveyReading } from './survey-reading.ts';

/** A file as somebody sent it. */
export interface ReceivedFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly layer: Layer;
  readonly instructions: SurveyInstructions;
  readonly idempotencyKey: string;
  /** The author's own earlier survey that this one takes the place of. */
  readonly replaces?: string | undefined;
}

export interface Desk {
  readonly database: Database;
  readonly room: ReadingRoom;
}

/** Who acts, and from where. */
export interface Author {
  readonly caller: SignedIn;
  readonly from: string;
}

/** `new`: kept now; `known`: this key had kept it before; `other-file`: the key belongs to other bytes. */
export type Received =
  | { readonly outcome: 'new' | 'known'; readonly survey: SurveyRow }
  | { readonly outcome: 'other-file' }
  | { readonly outcome: 'nothing-to-replace' };

/** Reads a file and keeps it. Nothing is answered before original, features and receipt are committed together. */
export async function receiveSurvey({ database, room }: Desk, author: Author, file: ReceivedFile): Promise<Received> {
  const { caller, from } = author;
  const sha256 = createHash('sha256').update(file.bytes).digest('hex');
  const again = await knownSurvey(database, author, file.idempotencyKey, sha256);
  if (again) return again;
  const id = randomUUID();
  const { job, earlier, replaced } = await database.read(readerFor(caller, { from }), async (transaction) => ({
    job: await jobFor(transaction, { id, fileName: file.fileName }, file.layer, caller, file.instructions),
    earlier: await surveysOfFile(transaction, ownScope(caller), sha256),
    replaced: file.replaces && (await findSurvey(transaction, ownScope(caller), file.replaces)),
  }));
  if (file.replaces && !mayBeReplaced(replaced)) return { outcome: 'nothing-to-replace' };
  const read = await room.read(job, { bytes: file.bytes }, answersFor(database, author, file.layer));
  const reading = withEarlier(
    read.reading,
    earlier.filter((one) => one.id !== file.replaces),
  );
  const survey = {
    id,
    state: stateOf(reading),
    layer: job.layer,
    sensitivity: sensitivityOf(file.layer, caller),
    authorId: caller.accountId,
    author: caller.username,
    idempotencyKey: file.idempotencyKey,
    fileName: file.fileName,
    sha256,
    bytes: file.bytes.length,
    instructions: file.instructions,
    reading,
  };
  try {
    return await database.transaction(
      editorFor(caller, { from }),
      async (transaction) => {
        await keepSurvey(transaction, survey, read.kept ?? [], read.pages);
        await addStep(transaction, id, 'upload');
        if (mayBeReplaced(replaced)) await supersede(transaction, replaced, id);
        const { layer, sensitivity, bytes } = survey;
        const detail = { id, sha256, bytes, format: reading.format, accepted: reading.accepted };
        await recordEvent(transaction, { action: 'survey.upload', outcome: 'done', layer, sensitivity, detail });
        const kept = await findSurvey(transaction, ownScope(caller), id);
        if (!kept) throw new Error(`Survey ${id} vanished while it was kept`);
        return { outcome: 'new' as const, survey: kept };
      },
      { statementMs: 60_000 },
    );
  } catch (error) {
    // The same upload came twice at once, and the other was faster.
    if (!(error instanceof StatementRefused) || error.refusal !== 'duplicate') throw error;
    const first = await knownSurvey(database, author, file.idempotencyKey, sha256);
    if (!first) throw error;
    return first;
  }
}

async function knownSurvey(
  database: Database,
  { caller, from }: Author,
  key: string,
  sha256: string,
): Promise<Received | undefined> {
  // As an editor, so that no replica answers: a survey kept a moment ago must be found.
  const known = await database.transaction(editorFor(caller, { from }), (transaction) =>
    findByKey(transaction, caller.accountId, key),
  );
  if (!known) return undefined;
  return known.sha256 === sha256 ? { outcome: 'known', survey: known } : { outcome: 'other-file' };
}

const ownScope = ({ accountId }: SignedIn): SurveyScope => ({ accountId, all: false });

/** What has been decided on stays; so does what somebody is deciding on. */
const mayBeReplaced = (survey: SurveyRow | '' | undefined): survey is SurveyRow =>
  Boolean(survey) && ['received', 'has-issues', 'rejected'].includes((survey as SurveyRow).state);

async function supersede(transaction: Transaction, survey: SurveyRow, by: string): Promise<void> {
  const done = await changeSurvey(transaction, survey.id, survey.version, { state: 'superseded', replacedBy: by });
  if (!done) throw new StatementRefused('collision', '40001', `Survey ${survey.id} changed while it was replaced`);
  await addStep(transaction, survey.id, 'supersede', { detail: { by } });
}

function withEarlier(reading: SurveyReading, earlier: readonly { id: string; state: SurveyState }[]): SurveyReading {
  const [latest] = earlier;
  if (!latest) return reading;
  const context = { id: latest.id, state: latest.state };
  const issue = { code: 'same-file', severity: 'warning', context, key: `same-file|||${latest.id}` } as const;
  const issueCounts = { ...reading.issueCounts, 'same-file': 1 };
  return { ...reading, issues: [issue, ...reading.issues], issueCounts };
}

const stateOf = (reading: SurveyReading): SurveyState =>
  reading.errors > 0 || reading.accepted === 0 ? 'has-issues' : 'received';

/** As protected as the most protected feature its author could put into it. */
const sensitivityOf = (layer: Layer, { clearance }: SignedIn) =>
  readableParts(layer, clearance).at(-1)?.sensitivity ?? 'restricted';

async function jobFor(
  transaction: Transaction,
  file: { readonly id: string; readonly fileName: string },
  layer: Layer,
  { clearance }: SignedIn,
  instructions: SurveyInstructions,
): Promise<FileJob> {
  return {
    surveyId: file.id,
    fileName: file.fileName,
    layer: layer.id as FileJob['layer'],
    clearance,
    instructions,
    bounds: (await provinceBounds(transaction)) ?? vietNam,
    knownPoints: await markerPlaces(transaction, clearance),
    names: await namesForJob(transaction, layer, clearance),
  };
}

function answersFor(database: Database, { caller, from }: Author, layer: Layer): ReadingAnswers {
  const read = <T>(work: (transaction: Transaction) => Promise<T>) => database.read(readerFor(caller, { from }), work);
  return {
    standingVersions: (ids) => read((transaction) => standingVersions(transaction, layer, caller.clearance, ids)),
    knownNearby: (bounds) => read((transaction) => knownNearby(transaction, layer, caller.clearance, bounds)),
    areaFaults: (geometries) => read((transaction) => invalidAreas(transaction, geometries)),
  };
}

/** `missing`: not this caller's; `closed`: no longer open for changes; `changed`: somebody was faster. */
export type Changed =
  | { readonly outcome: 'changed-it'; readonly survey: SurveyRow }
  | { readonly outcome: 'missing' }
  | { readonly outcome: 'closed' | 'changed'; readonly survey: SurveyRow };

/**
 * Changes how the author's own file is read and reads it again: the staged features always follow from the original and
 * all decisions. Without `expected` the decision joins whatever others were taken meanwhile.
 */
export async function changeReading(
  { database, room }: Desk,
  author: Author,
  { id, layer, change, expected }: { id: string; layer: Layer; change: SurveyChange; expected: number | undefined },
): Promise<Changed> {
  const { caller, from } = author;
  for (;;) {
    const found = await database.transaction(editorFor(caller, { from }), async (transaction) => {
      const survey = await findSurvey(transaction, ownScope(caller), id);
      if (!survey) return undefined;
      const instructions = changedInstructions(survey.instructions, change);
      const job = await jobFor(transaction, survey, layer, caller, instructions);
      return { survey, instructions, job, kept: await keptOriginal(transaction, id) };
    });
    if (!found) return { outcome: 'missing' };
    const { survey, instructions, job, kept } = found;
    if (!['received', 'has-issues'].includes(survey.state)) return { outcome: 'closed', survey };
    if (expected !== undefined && survey.version !== expected) return { outcome: 'changed', survey };
    const read = await room.read(job, { kept }, answersFor(database, author, layer));
    const same = survey.reading.issues.filter(({ code }) => code === 'same-file');
    const reading = { ...read.reading, issues: [...same, ...read.reading.issues] };
    const after = await database.transaction(
      editorFor(caller, { from }),
      async (transaction) => {
        const changes = { state: stateOf(reading), instructions, reading, pages: read.pages };
        if (!(await changeSurvey(transaction, id, survey.version, changes))) return undefined;
        await addStep(transaction, id, 'change', { detail: change });
        return findSurvey(transaction, ownScope(caller), id);
      },
      { statementMs: 60_000 },
    );
    if (after) return { outcome: 'changed-it', survey: after };
  }
}
