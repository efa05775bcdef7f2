import { randomUUID } from 'node:crypto';
import { type Layer, photoLimits } from '@phen-dau/geodata';
import { editorFor, readerFor, type SignedIn } from '../account.ts';
import type { Database, Transaction } from '../database/database.ts';
import { StatementRefused } from '../database/errors.ts';
import { recordEvent } from '../queries/audit.ts';
import { carryPhotos } from '../queries/photo-changes.ts';
import { addStep, changeSurvey, keepSurvey } from '../queries/survey-changes.ts';
import { findByKey, findSurvey, type SurveyRow, surveyOfFile } from '../queries/surveys.ts';
import { findUpload, useUpload } from '../queries/uploads.ts';
import { type Author, answersFor, type Desk, jobFor, ownScope, sensitivityOf, stateOf } from './file-job.ts';
import type { SurveyInstructions } from './instructions.ts';
import { originalAside } from './pages.ts';
import { keepSurveyedPhoto } from './photos.ts';
import { withRepeatedFile } from './repeats.ts';
import { Withdrawn } from './survey-step.ts';

/** A file as somebody sent it. */
export interface ReceivedFile {
  readonly fileName: string;
  /** Given away to be read. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Of the bytes, in hex. */
  readonly sha256: string;
  readonly layer: Layer;
  readonly instructions: SurveyInstructions;
  readonly idempotencyKey: string;
  /** Of what was asked for with it: the key stands for this request alone. */
  readonly askedDigest: string;
  /** The author's own earlier survey that this one takes the place of. */
  readonly replaces?: string | undefined;
  /** The upload it came by in pieces, which ends when it is kept; `used`: it is a survey already, and the bytes are not here. */
  readonly upload?: { readonly id: string; readonly isUsed: boolean } | undefined;
}

/**
 * `new`: kept now; `known`: this key had kept it before; `key-used`: the key stands for another file, or for the same one asked
 * to be something else; `nothing-to-replace`: there is no own survey to take the place of, or it has gone on as told; `used-up`:
 * under another key its upload has become a survey, so it has to be sent again.
 */
export type Received =
  | { readonly outcome: 'new' | 'known'; readonly survey: SurveyRow }
  | { readonly outcome: 'key-used' }
  | { readonly outcome: 'nothing-to-replace'; readonly survey: SurveyRow | undefined }
  | { readonly outcome: 'used-up' };

/** Reads a file and keeps it. Nothing is answered before original, features and receipt are committed together. */
export async function receiveSurvey(desk: Desk, author: Author, file: ReceivedFile): Promise<Received> {
  const { database, room } = desk;
  const { caller, from } = author;
  const { sha256 } = file;
  const bytes = file.bytes.length;
  const again = await knownSurvey(database, author, file);
  if (again) return again;
  if (file.upload?.isUsed) return { outcome: 'used-up' };
  const id = randomUUID();
  const earlier = { not: file.replaces === undefined ? [id] : [id, file.replaces], before: null };
  const { job, sameFile, replaced } = await database.read(readerFor(caller, { from }), async (transaction) => ({
    job: await jobFor(transaction, desk, caller, { ...file, id }),
    sameFile: await surveyOfFile(transaction, earlier, { sha256, layer: file.layer.id }),
    replaced: file.replaces === undefined ? undefined : await findSurvey(transaction, ownScope(caller), file.replaces),
  }));
  if (file.replaces && !mayBeReplaced(replaced)) return { outcome: 'nothing-to-replace', survey: replaced };
  const read = await room.read(job, { bytes: file.bytes }, answersFor(desk, author, file.layer, earlier));
  const reading = withRepeatedFile(read.reading, sameFile);
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
    bytes,
    instructions: file.instructions,
    reading,
  };
  const isPhoto = reading.format === 'photo' && bytes <= photoLimits.bytes;
  const photo = isPhoto ? await originalAside(read.kept) : null;
  try {
    return await database.transaction(
      editorFor(caller, { from }),
      async (transaction) => {
        await keepSurvey(transaction, survey, read.kept, read);
        await addStep(transaction, id, 'upload', { detail: { asked: file.askedDigest } });
        if (photo) await keepSurveyedPhoto(transaction, survey, { bytes: photo, sha256 });
        if (file.replaces) await takePlace(transaction, caller, file.replaces, survey);
        if (file.upload) await takeUpload(transaction, file.upload.id);
        const { layer, sensitivity } = survey;
        const detail = { id, sha256, bytes, format: reading.format, accepted: reading.accepted };
        await recordEvent(transaction, { action: 'survey.upload', outcome: 'done', layer, sensitivity, detail });
        const kept = await findSurvey(transaction, ownScope(caller), id);
        if (!kept) throw new Error(`Survey ${id} vanished while it was kept`);
        return { outcome: 'new' as const, survey: kept };
      },
      { statementMs: 60_000 },
    );
  } catch (error) {
    if (error instanceof Withdrawn) return error.answer;
    // The same upload came twice at once, and the other was faster.
    if (!(error instanceof StatementRefused) || error.refusal !== 'duplicate') throw error;
    const first = await knownSurvey(database, author, file);
    if (!first) throw error;
    return first;
  }
}

/** Ends an upload with its survey; one that two keys hand in at once becomes the survey of the faster. */
async function takeUpload(transaction: Transaction, id: string): Promise<void> {
  const upload = await findUpload(transaction, id, 'lock');
  if (!upload || upload.usedAt) throw new Withdrawn<Received>({ outcome: 'used-up' });
  await useUpload(transaction, id);
}

async function knownSurvey(
  database: Database,
  { caller, from }: Author,
  { idempotencyKey, sha256, layer, askedDigest }: ReceivedFile,
): Promise<Received | undefined> {
  // As an editor, so that no replica answers: a survey kept a moment ago must be found.
  const known = await database.transaction(editorFor(caller, { from }), (transaction) =>
    findByKey(transaction, caller.accountId, idempotencyKey),
  );
  if (!known) return undefined;
  const { survey, asked } = known;
  const isSame = survey.sha256 === sha256 && survey.layer === layer.id && (asked === null || asked === askedDigest);
  return isSame ? { outcome: 'known', survey } : { outcome: 'key-used' };
}

/** What has been decided on stays; so does what somebody is deciding on. */
const mayBeReplaced = (survey: SurveyRow | undefined): survey is SurveyRow =>
  survey !== undefined && ['received', 'has-issues', 'rejected'].includes(survey.state);

/** Supersedes a survey as it is by now: while the file was read, its author may have changed it or sent another in its place. */
async function takePlace(
  transaction: Transaction,
  caller: SignedIn,
  id: string,
  by: Pick<SurveyRow, 'id' | 'sensitivity' | 'reading'>,
): Promise<void> {
  const replaced = await findSurvey(transaction, ownScope(caller), id, 'lock');
  if (!mayBeReplaced(replaced)) {
    throw new Withdrawn<Received>({ outcome: 'nothing-to-replace', survey: replaced });
  }
  await changeSurvey(transaction, id, replaced.version, { state: 'superseded', replacedBy: by.id });
  await addStep(transaction, id, 'supersede', { detail: { by: by.id } });
  await carryPhotos(transaction, replaced, by);
}
