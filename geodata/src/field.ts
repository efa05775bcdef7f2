import { z } from 'zod';
import type { Sensitivity } from './sensitivity.ts';
import type { Bilingual } from './text.ts';
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

/** A calendar day, `YYYY-MM-DD`, between 1900 and 2200. */
export const dayText = z.iso.date().refine((day) => day >= '1900-01-01' && day < '2200-01-01', 'between 1900 and 2200');
export const day = <const Given extends Options>(label: Bilingual, options: Given = {} as Given) =>
  field('day', 'date', label, dayText, options);

/** A point in time, ISO 8601 with offset or Z. */
export const moment = <const Given extends Options>(label: Bilingual, options: Given = {} as Given) =>
  field('moment', 'timestamp with time zone', label, z.iso.datetime({ offset: true }), options);

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
