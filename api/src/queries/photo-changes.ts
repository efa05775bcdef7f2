import { type Clearance, type Layer, type LayerPart, readableParts, type SplitPhoto } from '@phen-dau/geodata';
import type { Transaction } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { tableOf } from './feature-source.ts';
import { type PhotoRow, photoSchemaOf, photosOfFeature, photosOfSurvey, photoTable } from './photos.ts';
import type { SurveyRow } from './surveys.ts';

export type NewPhoto = Omit<PhotoRow, 'featureId' | 'createdAt'>;

/** Both engines take a piece of this size in one statement. */
const pieceBytes = 1 << 20;

/** Keeps a photo of a survey, picture and metadata apart. */
export async function keepPhoto(
  transaction: Transaction,
  photo: NewPhoto,
  { picture, metadata }: SplitPhoto,
): Promise<void> {
  const schema = photoSchemaOf(photo.sensitivity);
  const [longitude, latitude] = photo.position ?? [null, null];
  await transaction.query(sql`
    insert into ${photoTable(schema, 'photo')} (id, survey_id, sensitivity, feature, sha256, bytes, format, width_pixels,
      height_pixels, orientation, runs, position, position_from, taken_at, direction_degrees, issues)
    values (${photo.id}::uuid, ${photo.surveyId}::uuid, ${photo.sensitivity}, ${photo.feature}::integer,
      decode(${photo.sha256}, 'hex'), ${photo.bytes}, ${photo.format}, ${photo.widthPixels}, ${photo.heightPixels},
      ${photo.orientation}, ${photo.runs}::integer[],
      st_setsrid(st_makepoint(${longitude}::double precision, ${latitude}::double precision), 4326),
      ${photo.positionFrom}, ${photo.takenAt?.toISOString() ?? null}::timestamptz,
      ${photo.directionDegrees}::double precision, ${JSON.stringify(photo.issues)}::jsonb)`);
  for (const [number, bytes] of inPieces(picture)) {
    await transaction.query(sql`insert into ${photoTable(schema, 'photo_piece')} (photo_id, number, bytes)
      values (${photo.id}::uuid, ${number}, ${bytes}::bytea)`);
  }
  for (const [number, bytes] of inPieces(metadata)) {
    await transaction.query(sql`insert into ${photoTable(schema, 'photo_metadata')} (photo_id, survey_id, number, bytes)
      values (${photo.id}::uuid, ${photo.surveyId}::uuid, ${number}, ${bytes}::bytea)`);
  }
}

function* inPieces(bytes: Uint8Array): Generator<[number: number, piece: Uint8Array]> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield [at / pieceBytes, bytes.subarray(at, at + pieceBytes)];
}

/** Says to which feature of its survey's file a photo belongs; null: to the survey as a whole. */
export async function linkPhoto(
  transaction: Transaction,
  { id, sensitivity }: PhotoRow,
  feature: number | null,
): Promise<void> {
  await transaction.query(sql`update ${photoTable(photoSchemaOf(sensitivity), 'photo')}
    set feature = ${feature}::integer where id = ${id}::uuid`);
}

/** Removes a photo with its picture and its metadata. */
export async function removePhoto(transaction: Transaction, { id, sensitivity }: PhotoRow, survey: SurveyRow) {
  await transaction.query(sql`delete from ${photoTable(photoSchemaOf(survey.sensitivity), 'photo_metadata')}
    where photo_id = ${id}::uuid`);
  await transaction.query(sql`delete from ${photoTable(photoSchemaOf(sensitivity), 'photo')} where id = ${id}::uuid`);
}

/**
 * Gives the photos of a survey to the one that takes its place, when both are equally protected. A link by a place in the file
 * stays where the files have as many features, so that it still means the same one.
 */
export async function carryPhotos(
  transaction: Transaction,
  from: Pick<SurveyRow, 'id' | 'sensitivity' | 'reading'>,
  to: Pick<SurveyRow, 'id' | 'sensitivity' | 'reading'>,
): Promise<void> {
  if (from.sensitivity !== to.sensitivity) return;
  const schema = photoSchemaOf(to.sensitivity);
  const keepsLinks = from.reading.read === to.reading.read;
  await transaction.query(sql`
    with taken as (
      delete from ${photoTable(schema, 'photo_metadata')} where survey_id = ${from.id}::uuid
      returning photo_id, number, bytes
    )
    insert into ${photoTable(schema, 'photo_metadata')} (photo_id, survey_id, number, bytes)
    select photo_id, ${to.id}::uuid, number, bytes from taken`);
  await transaction.query(sql`update ${photoTable(schema, 'photo')} set survey_id = ${to.id}::uuid
    ${keepsLinks ? sql`` : sql`, feature = null`} where survey_id = ${from.id}::uuid`);
}

/**
 * Shows the photos of an approved survey with the features they belong to; `idOfFeature` tells a feature's id by its place
 * in the file. Answers how many are shown: a photo of no feature, or of one that was left out, stays with the survey.
 */
export async function showPhotos(
  transaction: Transaction,
  layer: Layer,
  clearance: Clearance,
  survey: string,
  idOfFeature: ReadonlyMap<number, string>,
): Promise<number> {
  const photos = await photosOfSurvey(transaction, clearance, survey);
  const parts = await partsOf(transaction, layer, clearance, [...idOfFeature.values()]);
  let shown = 0;
  for (const photo of photos) {
    const feature = photo.feature === null ? undefined : idOfFeature.get(photo.feature);
    const part = feature === undefined ? undefined : parts.get(feature);
    if (feature === undefined || !part) continue;
    await placePhoto(transaction, photo, { sensitivity: part.sensitivity, shownWith: { layer: layer.id, feature } });
    shown += 1;
  }
  return shown;
}

/** Takes the photos of a survey from the features they were shown with, back to where the survey is; answers how many. */
export async function hidePhotos(transaction: Transaction, clearance: Clearance, survey: SurveyRow): Promise<number> {
  const shown = (await photosOfSurvey(transaction, clearance, survey.id)).filter(({ featureId }) => featureId !== null);
  for (const photo of shown) {
    await placePhoto(transaction, photo, { sensitivity: survey.sensitivity, shownWith: null });
  }
  return shown.length;
}

/** Takes the photos of a feature along into the part that holds it now, whoever could see them before. */
export async function movePhotosOfFeature(
  transaction: Transaction,
  { layer, sensitivity }: LayerPart,
  feature: string,
  clearance: Clearance,
): Promise<void> {
  for (const photo of await photosOfFeature(transaction, clearance, { layer: layer.id, feature })) {
    await placePhoto(transaction, photo, { sensitivity, shownWith: { layer: layer.id, feature } });
  }
}

/** Which part of a layer holds each of these features. */
async function partsOf(transaction: Transaction, layer: Layer, clearance: Clearance, ids: readonly string[]) {
  const found = new Map<string, LayerPart>();
  for (const part of readableParts(layer, clearance)) {
    const rows = await transaction.query<{ id: string }>(
      sql`select id from ${tableOf(part)} where id = any(${ids}::uuid[])`,
    );
    for (const { id } of rows) found.set(id, part);
  }
  return found;
}

interface PhotoPlace {
  readonly sensitivity: PhotoRow['sensitivity'];
  readonly shownWith: { readonly layer: string; readonly feature: string } | null;
}

async function placePhoto(transaction: Transaction, photo: PhotoRow, { sensitivity, shownWith }: PhotoPlace) {
  const [from, to] = [photoSchemaOf(photo.sensitivity), photoSchemaOf(sensitivity)];
  const [layer, feature] = shownWith ? [shownWith.layer, shownWith.feature] : [null, null];
  if (from === to) {
    await transaction.query(sql`update ${photoTable(to, 'photo')} set sensitivity = ${sensitivity}, layer = ${layer}::text,
      feature_id = ${feature}::uuid where id = ${photo.id}::uuid`);
    return;
  }
  await transaction.query(sql`
    insert into ${photoTable(to, 'photo')} (id, survey_id, sensitivity, feature, layer, feature_id, sha256, bytes, format,
      width_pixels, height_pixels, orientation, runs, position, position_from, taken_at, direction_degrees, issues, created_at)
    select id, survey_id, ${sensitivity}::text, feature, ${layer}::text, ${feature}::uuid, sha256, bytes, format,
      width_pixels, height_pixels, orientation, runs, position, position_from, taken_at, direction_degrees, issues, created_at
    from ${photoTable(from, 'photo')} where id = ${photo.id}::uuid`);
  await transaction.query(sql`
    insert into ${photoTable(to, 'photo_piece')} (photo_id, number, bytes)
    select photo_id, number, bytes from ${photoTable(from, 'photo_piece')} where photo_id = ${photo.id}::uuid`);
  await transaction.query(sql`delete from ${photoTable(from, 'photo')} where id = ${photo.id}::uuid`);
}
