import type { Transaction } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** A file on its way in, piece by piece. Only its own account's transactions see it. */
export interface UploadRow {
  readonly id: string;
  readonly fileName: string;
  /** Of the whole file, in hex, as its sender said. */
  readonly sha256: string;
  readonly bytes: number;
  /** How many of them are here: the offset of the next piece. */
  readonly received: number;
  /** Since when it is a survey and its pieces are gone; null before. */
  readonly usedAt: Date | null;
  /** When a piece came or somebody last asked to go on. */
  readonly touchedAt: Date;
}

const columns = sql`id, file_name as "fileName", encode(sha256, 'hex') as sha256, bytes, received, used_at as "usedAt",
  touched_at as "touchedAt"`;

/** A file to be sent. */
export type FileToCome = Pick<UploadRow, 'fileName' | 'sha256' | 'bytes'>;

/** The account's upload of this file: the one under way or, `isNew`, one that begins. */
export async function openUpload(
  transaction: Transaction,
  { fileName, sha256, bytes }: FileToCome,
  now: Date,
): Promise<UploadRow & { readonly isNew: boolean }> {
  const [row] = await transaction.query<{ [Key in keyof UploadRow]: UploadRow[Key] } & { isNew: boolean }>(sql`
    insert into survey.upload (file_name, sha256, bytes, touched_at)
    values (${fileName}, decode(${sha256}, 'hex'), ${bytes}, ${now})
    on conflict (account, sha256, bytes) do update set touched_at = excluded.touched_at, file_name = excluded.file_name
    returning ${columns}, xmax = 0 as "isNew"`);
  if (!row) throw new Error('An upload was neither made nor found');
  return row;
}

/** One upload; undefined when this account has none of this id. `lock` keeps others from adding to it meanwhile. */
export async function findUpload(transaction: Transaction, id: string, lock?: 'lock'): Promise<UploadRow | undefined> {
  const [row] = await transaction.query<{ [Key in keyof UploadRow]: UploadRow[Key] }>(sql`
    select ${columns} from survey.upload where id = ${id}::uuid ${lock ? sql`for update` : sql``}`);
  return row;
}

/** Adds the next piece of a locked upload. */
export async function addPiece(
  transaction: Transaction,
  { id, received }: UploadRow,
  piece: Uint8Array,
  now: Date,
): Promise<void> {
  await transaction.query(sql`insert into survey.upload_piece (upload_id, starts_at, bytes)
    values (${id}::uuid, ${received}, ${piece}::bytea)`);
  await transaction.query(sql`update survey.upload set received = ${received + piece.length}, touched_at = ${now}
    where id = ${id}::uuid`);
}

/** The piece that starts at an offset; undefined when there is none. */
export async function pieceAt(transaction: Transaction, id: string, offset: number): Promise<Uint8Array | undefined> {
  const [row] = await transaction.query<{ bytes: Uint8Array }>(sql`
    select bytes from survey.upload_piece where upload_id = ${id}::uuid and starts_at = ${offset}`);
  return row?.bytes;
}

/** An upload has become a survey, which keeps its bytes from now on. */
export async function useUpload(transaction: Transaction, id: string): Promise<void> {
  await transaction.query(sql`update survey.upload set used_at = now() where id = ${id}::uuid`);
  await transaction.query(sql`delete from survey.upload_piece where upload_id = ${id}::uuid`);
}

/** Drops an upload; false when this account has none of this id. */
export async function dropUpload(transaction: Transaction, id: string): Promise<boolean> {
  const rows = await transaction.query(sql`delete from survey.upload where id = ${id}::uuid returning id`);
  return rows.length > 0;
}

/** Drops all but the account's `most` latest. */
export const dropOldestUploads = (transaction: Transaction, most: number) =>
  transaction.query(sql`delete from survey.upload
    where id in (select id from survey.upload order by touched_at desc, id offset ${most})`);

/** Drops everybody's that nobody has gone on with since. */
export const forgetUploads = (transaction: Transaction, untouchedSince: Date) =>
  transaction.query(sql`select survey.forget_uploads(${untouchedSince})`);
