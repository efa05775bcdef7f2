import { createHash } from 'node:crypto';
import { type Bilingual, type Bounds, type Clearance, dayText, type Field, type Layer, say } from '@phen-dau/geodata';
import type { Context } from 'hono';
import { z } from 'zod';
import type { ApiEnv } from '../policy.ts';
import { invalid, invalidParameter, type RequestIssue } from '../problem.ts';
import type { FeatureFilter, FeatureQuery } from '../queries/features.ts';
import { vietnamDay } from '../today.ts';
import { visibleLayer } from '../visible-layer.ts';
import { boundsInWgs84, type Crs, crs84, findCrs } from './crs.ts';

export const limits = { default: 100, maximum: 10_000 } as const;

/** What `…/items` was asked for; `limit` null when the address names none. */
export interface ItemsQuery extends Omit<FeatureQuery, 'limit' | 'geometry'> {
  readonly limit: number | null;
  readonly crs: Crs;
}

/** Names that are not property filters. `f` is read by the content negotiation. */
const ownParameters = ['bbox', 'bbox-crs', 'crs', 'cursor', 'datetime', 'f', 'limit', 'tileId', 'q'];

/** Reads the query of `…/items`; every fault is told at once, and an unknown name is one (a typo must not mean "all"). */
export function readItemsQuery(parameters: URLSearchParams, layer: Layer, clearance: Clearance): ItemsQuery {
  const issues: RequestIssue[] = [];
  const read = <T>(name: string, reader: (text: string) => T | Bilingual): T | undefined => {
    const text = parameters.get(name);
    if (text === null) return undefined;
    const value = reader(text);
    if (!isBilingual(value)) return value;
    issues.push({ code: 'parameter-invalid', severity: 'error', parameter: name, message: value });
    return undefined;
  };
  const boxCrs = read('bbox-crs', readCrs) ?? crs84;
  const query = {
    limit: read('limit', readLimit) ?? null,
    crs: read('crs', readCrs) ?? crs84,
    ...optional(
      'bbox',
      read('bbox', (text) => readBbox(text, boxCrs)),
    ),
    ...read('datetime', readDatetime),
    ...optional('tileId', read('tileId', readTileId)),
    ...optional('search', read('q', readWords)),
    ...optional(
      'after',
      read('cursor', (text) => readCursor(text, parameters)),
    ),
  };
  const { fields } = visibleLayer(layer, clearance);
  const filters: FeatureFilter[] = [];
  for (const name of parameters.keys()) {
    if (ownParameters.includes(name)) continue;
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const values = read(name, (text) => (field ? readFilter(text, field) : unknownParameter));
    if (values) filters.push({ key: name, values });
  }
  if (issues.length > 0) throw invalid(issues);
  return { ...query, ...(filters.length > 0 && { filters }) };
}

/** Reads the query of one item: an instant and a CRS, nothing else. */
export function readItemQuery(c: Context<ApiEnv>): { readonly asOf?: string; readonly crs: Crs } {
  const parameters = refuseParameters(c, ['crs', 'datetime', 'f']);
  const crs = readCrs(parameters.get('crs') ?? crs84.uri);
  if (isBilingual(crs)) throw invalidParameter('crs', crs);
  const text = parameters.get('datetime');
  if (text === null) return { crs };
  const asOf = dayOf(text);
  if (asOf === undefined) throw invalidParameter('datetime', say('Cần một ngày YYYY-MM-DD', 'A day YYYY-MM-DD'));
  return { crs, asOf };
}

/** The query of a resource that knows only these parameters; any other is refused (OGC 17-069, 7.3). */
export function refuseParameters(c: Context<ApiEnv>, known: readonly string[]): URLSearchParams {
  const parameters = new URL(c.req.url).searchParams;
  for (const name of parameters.keys()) if (!known.includes(name)) throw invalidParameter(name, unknownParameter);
  return parameters;
}

const unknownParameter = say('Không có tham số này', 'There is no such parameter');
const isBilingual = (value: unknown): value is Bilingual =>
  typeof value === 'object' && value !== null && 'vi' in value;
const optional = <Name extends string, T>(name: Name, value: T | undefined) =>
  (value === undefined ? {} : { [name]: value }) as { [Key in Name]?: T };

/** The coordinate system a `crs` names, or why there is none, in both languages. */
export function readCrs(text: string): Crs | Bilingual {
  return findCrs(text) ?? say('Không có hệ tọa độ này', 'This coordinate reference system is not offered');
}

/** More than the maximum is the maximum (OGC 17-069, 7.15.2); what is no sensible number at all is refused. */
function readLimit(text: string): number | Bilingual {
  if (!/^\d{1,9}$/.test(text) || Number(text) < 1)
    return say('Cần số nguyên từ 1 đến 10000', 'A whole number from 1 to 10000');
  return Math.min(Number(text), limits.maximum);
}

function readTileId(text: string): number | Bilingual {
  const isInteger = /^\d{1,10}$/.test(text) && Number(text) <= 2_147_483_647;
  return isInteger ? Number(text) : say('Cần số nguyên', 'A whole number');
}

function readWords(text: string): string | Bilingual {
  const words = text.normalize('NFC').trim();
  return words !== '' && words.length <= 100 && !hasControl(words)
    ? words
    : say('Cần 1 đến 100 ký tự', '1 to 100 characters');
}

const hasControl = (text: string) => /\p{Cc}/u.test(text);

const decimal = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i;

function readBbox(text: string, crs: Crs): Bounds | Bilingual {
  const parts = text.split(',').map((part) => part.trim());
  if (![4, 6].includes(parts.length) || !parts.every((part) => decimal.test(part))) {
    return say('Cần 4 hoặc 6 số, cách nhau bằng dấu phẩy', '4 or 6 numbers separated by commas');
  }
  const numbers = parts.map(Number);
  // Features have no height, so the third axis of a box says nothing about them.
  const [left = 0, bottom = 0, right = 0, top = 0] =
    numbers.length === 6 ? numbers.filter((_, at) => at % 3 !== 2) : numbers;
  if (left > right || bottom > top) {
    return say('Giá trị nhỏ phải đứng trước', 'The lower bound of each axis comes first');
  }
  const bounds = boundsInWgs84([left, bottom, right, top], crs);
  const [west, south, east, north] = bounds;
  const onEarth = west >= -180 && east <= 180 && south >= -90 && north <= 90;
  return onEarth ? bounds : say('Nằm ngoài phạm vi tọa độ', 'Outside the range of coordinates');
}

/** An instant, or an interval whose ends may be open (`..` or empty). Features hold for days, so a moment means its day. */
function readDatetime(text: string): Pick<FeatureQuery, 'asOf' | 'interval'> | Bilingual {
  const ends = text.split('/').map((end) => (end === '..' || end === '' ? null : dayOf(end)));
  const [from, to] = ends;
  const wrong = say('Cần ngày YYYY-MM-DD hoặc khoảng từ/đến', 'A day YYYY-MM-DD, a moment, or an interval from/to');
  if (ends.includes(undefined) || ends.length > 2) return wrong;
  if (ends.length === 1) return from ? { asOf: from } : wrong;
  if (from && to && from > to) return say('Ngày đầu phải trước ngày cuối', 'The first day must not be after the last');
  return { interval: { from: from ?? null, to: to ?? null } };
}

const moment = z.iso.datetime({ offset: true });

/** The calendar day in Vietnam of a day or a moment; undefined when the text is neither. */
function dayOf(text: string): string | undefined {
  if (dayText.safeParse(text).success) return text;
  const upper = text.toUpperCase();
  if (!moment.safeParse(upper).success) return undefined;
  const day = vietnamDay(new Date(upper));
  return dayText.safeParse(day).success ? day : undefined;
}

/** A property filter: one value, or for words and references any of several separated by commas. */
function readFilter(text: string, field: Field): FeatureFilter['values'] | Bilingual {
  const texts = field.kind === 'choice' || field.kind === 'reference' ? text.split(',').slice(0, 100) : [text];
  const values: (string | number | boolean)[] = [];
  for (const one of texts) {
    const result = field.schema.safeParse(typed(one, field));
    if (!result.success || hasControl(one))
      return say('Giá trị không hợp lệ cho thuộc tính này', 'Not a value of this attribute');
    values.push(result.data as string | number | boolean);
  }
  return values;
}

function typed(text: string, field: Field): unknown {
  if (field.kind === 'integer' || field.kind === 'decimal') return decimal.test(text) ? Number(text) : undefined;
  if (field.kind === 'flag') return text === 'true' ? true : text === 'false' ? false : undefined;
  return text;
}

/** Where the next page begins, opaque to the caller and bound to the question: with other filters it is refused. */
export function cursorFor(parameters: URLSearchParams, after: number): string {
  return Buffer.from(`${questionOf(parameters)}.${after.toString(36)}`).toString('base64url');
}

function readCursor(text: string, parameters: URLSearchParams): number | Bilingual {
  const [question, after = ''] = Buffer.from(text.slice(0, 100), 'base64url').toString('latin1').split('.');
  const isOurs = question === questionOf(parameters) && /^[0-9a-z]{1,8}$/.test(after);
  return isOurs ? Number.parseInt(after, 36) : say('Hãy bắt đầu lại từ trang đầu', 'Start again from the first page');
}

function questionOf(parameters: URLSearchParams): string {
  const others = [...parameters].filter(([name]) => !['cursor', 'limit', 'f', 'crs'].includes(name)).sort();
  return createHash('sha256').update(JSON.stringify(others)).digest('hex').slice(0, 12);
}
