import { randomUUID } from 'node:crypto';
import { type Issue, type PhotoFacts, photoLimits, readPhoto, splitPhoto } from '@phen-dau/geodata';
import { editorFor } from '../account.ts';
import type { Database, Transaction } from '../database/database.ts';
import { recordEvent } from '../queries/audit.ts';
import { keepPhoto, linkPhoto, type NewPhoto, removePhoto } from '../queries/photo-changes.ts';
import { findPhoto, type PhotoRow, photosOfSurvey } from '../queries/photos.ts';
import { findSurvey, type SurveyRow } from '../queries/surveys.ts';
import { type Author, ownScope } from './file-job.ts';

/** A photo as somebody sent it for a survey of theirs. */
export interface SentPhoto {
  readonly survey: string;
  readonly bytes: Uint8Array;
  /** Of the bytes, in hex. */
  readonly sha256: string;
  readonly feature: number | null;
  /** Where and when the device that sends it believes it was taken; what the photo itself says goes before. */
  readonly position: readonly [number, number] | null;
  readonly takenAt: Date | null;
}

/** `new`: kept now; `known`: the same bytes were sent before; `closed`: the survey is with the reviewers or decided. */
export type PhotoKept =
  | { readonly outcome: 'new' | 'known'; readonly photo: PhotoRow }
  | { readonly outcome: 'missing' | 'full' }
  | { readonly outcome: 'unusable'; readonly issues: readonly Issue[] }
  | { readonly outcome: 'closed'; readonly survey: SurveyRow };

/** Reads a photo and keeps it. Sending the same bytes again is answered with the photo that is there. */
export async function receivePhoto(database: Database, author: Author, sent: SentPhoto): Promise<PhotoKept> {
  const reading = readPhoto(sent.bytes, Date.now());
  if (!reading.photo) return { outcome: 'unusable', issues: reading.issues };
  const { photo: facts, issues } = reading;
  return onOwnSurvey<PhotoKept>(database, author, sent.survey, async (transaction, survey) => {
    const photos = await photosOfSurvey(transaction, author.caller.clearance, survey.id);
    const known = photos.find(({ sha256 }) => sha256 === sent.sha256);
    if (known) return { outcome: 'known', photo: known };
    if (!isOpen(survey)) return { outcome: 'closed', survey };
    if (photos.length >= photoLimits.ofSurvey) return { outcome: 'full' };
    const id = await keep(transaction, survey, sent, { facts, issues });
    const kept = await findPhoto(transaction, author.caller.clearance, { survey: survey.id, photo: id });
    if (!kept) throw new Error(`Photo ${id} vanished while it was kept`);
    return { outcome: 'new', photo: kept };
  });
}

/** Keeps the file of a survey that is itself a photo as the photo of its one point. */
export async function keepSurveyedPhoto(
  transaction: Transaction,
  survey: Pick<SurveyRow, 'id' | 'layer' | 'sensitivity'>,
  file: Pick<SentPhoto, 'bytes' | 'sha256'>,
): Promise<void> {
  const { photo: facts, issues } = readPhoto(file.bytes, Date.now());
  if (!facts) return;
  const sent = { ...file, survey: survey.id, feature: 0, position: null, takenAt: null };
  await keep(transaction, survey, sent, { facts, issues });
}

/** What the photo says goes before what the device says that sends it. Answers the new photo's id. */
async function keep(
  transaction: Transaction,
  survey: Pick<SurveyRow, 'id' | 'layer' | 'sensitivity'>,
  sent: SentPhoto,
  { facts, issues }: { readonly facts: PhotoFacts; readonly issues: readonly Issue[] },
): Promise<string> {
  const { takenAt, position: ownPosition, ...rest } = facts;
  const position = ownPosition ?? sent.position;
  const unplaced: Issue[] = position ? [] : [{ code: 'photo-without-position', severity: 'warning' }];
  const photo: NewPhoto = {
    ...{ id: randomUUID(), surveyId: survey.id, sensitivity: survey.sensitivity, feature: sent.feature },
    ...{ sha256: sent.sha256, bytes: sent.bytes.length, ...rest, position },
    positionFrom: ownPosition ? 'photo' : position ? 'device' : null,
    takenAt: takenAt === null ? sent.takenAt : new Date(takenAt),
    issues: [...issues, ...unplaced],
  };
  await keepPhoto(transaction, photo, splitPhoto(sent.bytes, facts.runs));
  await recordPhoto(transaction, 'photo.add', survey, photo);
  return photo.id;
}

export type PhotoChanged =
  | { readonly outcome: 'done'; readonly photo: PhotoRow }
  | { readonly outcome: 'missing' }
  | { readonly outcome: 'closed'; readonly survey: SurveyRow };

interface PhotoRef {
  readonly survey: string;
  readonly photo: string;
}

/** Says to which feature of the file an own photo belongs; null: to none. */
export const relinkPhoto = (database: Database, author: Author, ref: PhotoRef, feature: number | null) =>
  changePhoto(database, author, ref, async (transaction, survey, photo) => {
    await linkPhoto(transaction, photo, feature);
    await recordPhoto(transaction, 'photo.link', survey, photo);
    return { ...photo, feature };
  });

/** Removes an own photo for good, while nobody has been shown it. */
export const dropPhoto = (database: Database, author: Author, ref: PhotoRef) =>
  changePhoto(database, author, ref, async (transaction, survey, photo) => {
    await removePhoto(transaction, photo, survey);
    await recordPhoto(transaction, 'photo.remove', survey, photo);
    return photo;
  });

const changePhoto = (
  database: Database,
  author: Author,
  ref: PhotoRef,
  change: (transaction: Transaction, survey: SurveyRow, photo: PhotoRow) => Promise<PhotoRow>,
): Promise<PhotoChanged> =>
  onOwnSurvey<PhotoChanged>(database, author, ref.survey, async (transaction, survey) => {
    const photo = await findPhoto(transaction, author.caller.clearance, ref);
    if (!photo) return { outcome: 'missing' };
    if (!isOpen(survey)) return { outcome: 'closed', survey };
    return { outcome: 'done', photo: await change(transaction, survey, photo) };
  });

/** Works on an own survey that stays as it is meanwhile: nobody submits or decides it between looking and writing. */
async function onOwnSurvey<Outcome>(
  database: Database,
  { caller, from }: Author,
  id: string,
  work: (transaction: Transaction, survey: SurveyRow) => Promise<Outcome | { outcome: 'missing' }>,
) {
  return database.transaction(
    editorFor(caller, { from }),
    async (transaction) => {
      const survey = await findSurvey(transaction, ownScope(caller), id, 'lock');
      return survey ? work(transaction, survey) : ({ outcome: 'missing' } as const);
    },
    { statementMs: 60_000 },
  );
}

const isOpen = ({ state }: SurveyRow) => state === 'received' || state === 'has-issues';

/** Who added, linked or removed which photo; nothing of what it shows or where it was taken. */
async function recordPhoto(
  transaction: Transaction,
  action: 'photo.add' | 'photo.link' | 'photo.remove',
  { id: survey, layer, sensitivity }: Pick<SurveyRow, 'id' | 'layer' | 'sensitivity'>,
  { id, sha256, bytes }: Pick<PhotoRow, 'id' | 'sha256' | 'bytes'>,
): Promise<void> {
  const detail = { id, survey, sha256, bytes };
  await recordEvent(transaction, { action, outcome: 'done', layer, sensitivity, detail });
}
