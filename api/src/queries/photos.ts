import { type Clearance, clears, type Issue, type PhotoFormat, type Sensitivity } from '@phen-dau/geodata';
import type { Transaction } from '../database/database.ts';
import { identifier, join, type Sql, sql } from '../database/sql.ts';

/** Where pictures of a sensitivity lie; `defence` is reached by GRANT only. */
export type PhotoSchema = 'survey' | 'defence';
export const photoSchemaOf = (sensitivity: Sensitivity): PhotoSchema =>
  sensitivity === 'restricted' ? 'defence' : 'survey';
export const photoTable = (schema: PhotoSchema, table: 'photo' | 'photo_piece' | 'photo_metadata'): Sql =>
  identifier(schema, table);

/** A photo as it is kept; its bytes are read apart. */
export interface PhotoRow {
  readonly id: string;
  readonly surveyId: string;
  readonly sensitivity: Sensitivity;
  /** The place in the survey's file of the feature it belongs to. */
  readonly feature: number | null;
  /** The feature of the register it is shown with. */
  readonly featureId: string | null;
  /** Of the original, in hex. */
  readonly sha256: string;
  /** Of the original. */
  readonly bytes: number;
  readonly format: PhotoFormat;
  /** Upright. */
  readonly widthPixels: number;
  readonly heightPixels: number;
  readonly orientation: number;
  /** Lengths of picture and metadata by turns. */
  readonly runs: readonly number[];
  /** WGS 84 [longitude, latitude] in degrees. */
  readonly position: readonly [number, number] | null;
  readonly positionFrom: 'photo' | 'device' | null;
  readonly takenAt: Date | null;
  readonly directionDegrees: number | null;
  readonly issues: readonly Issue[];
  readonly createdAt: Date;
}

const columns = sql`id, survey_id as "surveyId", sensitivity, feature, feature_id as "featureId",
  encode(sha256, 'hex') as sha256, bytes, format, width_pixels as "widthPixels", height_pixels as "heightPixels",
  orientation, to_json(runs) as runs, case when position is null then null
    else json_build_array(st_x(position), st_y(position)) end as position, position_from as "positionFrom",
  taken_at as "takenAt", direction_degrees as "directionDegrees", issues, created_at as "createdAt"`;

const readableSchemas = (clearance: Clearance): readonly PhotoSchema[] =>
  clears(clearance, 'restricted') ? ['survey', 'defence'] : ['survey'];

async function photosWhere(transaction: Transaction, clearance: Clearance, condition: Sql): Promise<PhotoRow[]> {
  const selects = readableSchemas(clearance).map(
    (schema) => sql`select ${columns} from ${photoTable(schema, 'photo')} where ${condition}`,
  );
  return transaction.query<{ [Key in keyof PhotoRow]: PhotoRow[Key] }>(
    sql`${join(selects, ' union all ')} order by "createdAt", id`,
  );
}

/** The photos of a survey, in the order they came. Whether the caller may see the survey is asked before. */
export const photosOfSurvey = (transaction: Transaction, clearance: Clearance, survey: string): Promise<PhotoRow[]> =>
  photosWhere(transaction, clearance, sql`survey_id = ${survey}::uuid`);

/** How many photos a survey has. */
export async function countPhotos(transaction: Transaction, clearance: Clearance, survey: string): Promise<number> {
  const selects = readableSchemas(clearance).map(
    (schema) => sql`select 1 from ${photoTable(schema, 'photo')} where survey_id = ${survey}::uuid`,
  );
  const [row] = await transaction.query<{ count: number }>(
    sql`select count(*)::int as count from (${join(selects, ' union all ')}) as photos`,
  );
  return row?.count ?? 0;
}

/** One photo of a survey. */
export async function findPhoto(
  transaction: Transaction,
  clearance: Clearance,
  { survey, photo }: { readonly survey: string; readonly photo: string },
): Promise<PhotoRow | undefined> {
  const condition = sql`survey_id = ${survey}::uuid and id = ${photo}::uuid`;
  return (await photosWhere(transaction, clearance, condition))[0];
}

/** The photos that approved surveys show with a feature. Whether the caller may read the feature is asked before. */
export const photosOfFeature = (
  transaction: Transaction,
  clearance: Clearance,
  { layer, feature }: { readonly layer: string; readonly feature: string },
): Promise<PhotoRow[]> => photosWhere(transaction, clearance, sql`layer = ${layer} and feature_id = ${feature}::uuid`);

/** The picture without metadata. */
export async function pictureOf(
  transaction: Transaction,
  { id, sensitivity }: Pick<PhotoRow, 'id' | 'sensitivity'>,
): Promise<Uint8Array> {
  return piecesOf(transaction, photoTable(photoSchemaOf(sensitivity), 'photo_piece'), id);
}

/** What the device wrote beside the picture; it lies where the survey does. */
export async function metadataOf(
  transaction: Transaction,
  photo: string,
  ofSurvey: { readonly sensitivity: Sensitivity },
): Promise<Uint8Array> {
  return piecesOf(transaction, photoTable(photoSchemaOf(ofSurvey.sensitivity), 'photo_metadata'), photo);
}

async function piecesOf(transaction: Transaction, table: Sql, id: string): Promise<Uint8Array> {
  const rows = await transaction.query<{ bytes: Uint8Array }>(
    sql`select bytes from ${table} where photo_id = ${id}::uuid order by number`,
  );
  return new Uint8Array(Buffer.concat(rows.map(({ bytes }) => bytes)));
}
