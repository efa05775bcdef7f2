import { z } from 'zod';
import type { Sensitivity } from './sensitivity.ts';
import { type Bilingual, say } from './text.ts';
import type { Unit } from './unit.ts';

/** One word of a vocabulary. A word with a `sensitivity` of its own moves the feature that carries it (see `layerParts`). */
export interface Term {
  readonly label: Bilingual;
  readonly sensitivity?: Sensitivity;
}
export type Vocabulary = Readonly<Record<string, Term>>;

export type FieldKind = 'text' | 'choice' | 'integer' | 'decimal' | 'flag' | 'day' | 'moment' | 'reference';
/** The PostgreSQL type the hand-written migration must use; `tests/catalogue` compares. */
export type SqlType =
  | 'text'
  | 'integer'
  | 'bigint'
  | 'double precision'
  | 'boolean'
  | 'date'
  | 'timestamp with time zone'
  | 'uuid';

/** One attribute of a layer: everything any consumer needs to know about it. `Required` false means null is a legal value. */
export interface Field<Value = unknown, Required extends boolean = boolean> {
  readonly kind: FieldKind;
  readonly label: Bilingual;
  readonly sqlType: SqlType;
  /** Validates one non-null value as it stands in JSON. */
  readonly schema: z.ZodType<Value>;
  readonly required: Required;
  /** Whether the attribute travels in vector tiles. Keep it to what paint, labels and hover need. */
  readonly inTile: boolean;
  readonly unit?: Unit;
  /** Of numbers: the least and the most that is taken. */
  readonly range?: readonly [minimum: number, maximum: number];
  readonly vocabulary?: Vocabulary;
  /** For references: the layer whose feature id this is. */
  readonly refersTo?: string;
}

interface Options {
  readonly required?: boolean;
  readonly inTile?: boolean;
}
type NumberOptions = Options & { readonly unit?: Unit; readonly minimum?: number; readonly maximum?: number };
/** `true` unless the options say `required: false`. Read off the options' own type: inferred as a type argument of its own
 * it would be widened by the surrounding `defineLayer`. */
type RequiredBy<Given extends Options> = Given extends { readonly required: false } ? false : true;

function field<Value, const Given extends Options>(
  kind: FieldKind,
  sqlType: SqlType,
  label: Bilingual,
  schema: z.ZodType<Value>,
  options: Given,
): Field<Value, RequiredBy<Given>> {
  const required = (options.required ?? true) as RequiredBy<Given>;
  return { kind, sqlType, label, schema, required, inTile: options.inTile ?? false };
}

/** Free text, NFC, trimmed, 1 to 200 characters. */
export const text = <const Given extends Options>(label: Bilingual, options: Given = {} as Given) =>
  field('text', 'text', label, z.string().trim().normalize('NFC').min(1).max(200), options);

/** A whole number in `minimum..maximum`; amounts of money are `bigint` columns because 51 billion does not fit an integer. */
export const integer = <const Given extends NumberOptions>(label: Bilingual, options: Given = {} as Given) => {
  const { unit, minimum = 0, maximum = unit === 'dong' ? 1e15 : 2_000_000_000 } = options as NumberOptions;
  const schema = z.int().min(minimum).max(maximum);
  return {
    ...field('integer', unit === 'dong' ? 'bigint' : 'integer', label, schema, options),
    ...(unit && { unit }),
    range: [minimum, maximum] as const,
  };
};

/** A finite number, not negative unless `minimum` says so. */
export const decimal = <const Given extends NumberOptions>(label: Bilingual, options: Given = {} as Given) => {
  const { unit, minimum = 0, maximum = 1e12 } = options as NumberOptions;
  const schema = z.number().min(minimum).max(maximum);
  return {
    ...field('decimal', 'double precision', label, schema, options),
    ...(unit && { unit }),
    range: [minimum, maximum] as const,
  };
};

export const flag = <const Given extends Options>(label: Bilingual, options: Given = {} as Given) =>
  field('flag', 'boolean', label, z.boolean(), options);

/** What a schema says of a value of the right form that cannot be meant: what would be, and the way out. */
const beyond = (words: Bilingual) => ({ error: words.en, params: { words } });

/** A calendar day, `YYYY-MM-DD`, between 1900 and 2200. */
export const dayText = z.iso
  .date()
  .refine(
    (day) => day >= '1900-01-01' && day < '2200-01-01',
    beyond(
      say(
        'Cần ngày từ 1900-01-01 đến 2199-12-31; hãy sửa lại, hoặc bỏ đi nếu không biết',
        'A day from 1900-01-01 to 2199-12-31 is needed; correct it, or leave it out where nobody knows',
      ),
    ),
  );
export const day = <const Given extends Options>(label: Bilingual, options: Given = {} as Given) =>
  field('day', 'date', label, dayText, options);

/** In Vietnam, as a track begins on the day it was walked. */
const earliest = Date.parse('1900-01-01T00:00:00+07:00');
const tooLate = Date.parse('2200-01-01T00:00:00Z');
/** The clocks of no place differ by more; PostgreSQL takes no more than 15:59. */
const isOffset = (moment: string) => /(?:Z|[+-](?:0\d:\d\d|1[0-3]:\d\d|14:00))$/.test(moment);
const momentText = z.iso
  .datetime({ offset: true })
  .refine(
    (moment) => Date.parse(moment) >= earliest && Date.parse(moment) < tooLate && isOffset(moment),
    beyond(
      say(
        'Cần thời điểm từ 1900-01-01 đến 2199-12-31, lệch UTC không quá 14 giờ; hãy sửa lại, hoặc bỏ đi nếu không biết',
        'A point in time from 1900-01-01 to 2199-12-31 at most 14 hours off UTC is needed; correct it, or leave it out where nobody knows',
      ),
    ),
  );

/** A point in time, ISO 8601 with offset or Z, between 1900 and 2200. */
export const moment = <const Given extends Options>(label: Bilingual, options: Given = {} as Given) =>
  field('moment', 'timestamp with time zone', label, momentText, options);

/** The id of a feature of another layer. */
export const reference = <const Given extends Options>(
  label: Bilingual,
  refersTo: string,
  options: Given = {} as Given,
) => ({
  ...field('reference', 'uuid', label, z.uuid().toLowerCase(), options),
  refersTo,
});

/** One word of a fixed vocabulary. */
export const choice = <const Words extends Vocabulary, const Given extends Options>(
  label: Bilingual,
  vocabulary: Words,
  options: Given = {} as Given,
) => {
  const words = Object.keys(vocabulary) as (keyof Words & string)[];
  return {
    ...field('choice', 'text', label, z.enum(words) as unknown as z.ZodType<keyof Words & string>, options),
    vocabulary,
  };
};
