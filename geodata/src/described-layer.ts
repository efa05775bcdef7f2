import { choice, day, decimal, type Field, flag, integer, moment, reference, type Term, text } from './field.ts';
import type { Layer } from './layer.ts';

/** What is told of a field where the catalogue itself is not at hand. */
export interface DescribedField extends Pick<Field, 'kind' | 'label' | 'required' | 'range' | 'refersTo'> {
  readonly key: string;
  readonly vocabulary?: Readonly<Record<string, Pick<Term, 'label'>>>;
}

/** What is told of a layer, with the words that the one who is told may know. */
export interface DescribedLayer extends Omit<Layer, 'fields' | 'writtenBy'> {
  readonly fields: readonly DescribedField[];
}

/** A layer made again from its description, to validate with: nothing writes by it. */
export function describedLayer({ fields, ...rest }: DescribedLayer): Layer {
  return {
    ...rest,
    writtenBy: 'features.write-register',
    fields: Object.fromEntries(fields.map((field) => [field.key, makers[field.kind](field)])),
  };
}

const makers: Readonly<Record<Field['kind'], (field: DescribedField) => Field>> = {
  text: ({ label, required }) => text(label, { required }),
  choice: ({ label, required, vocabulary = {} }) => choice(label, vocabulary, { required }),
  integer: (field) => integer(field.label, numbersOf(field)),
  decimal: (field) => decimal(field.label, numbersOf(field)),
  flag: ({ label, required }) => flag(label, { required }),
  day: ({ label, required }) => day(label, { required }),
  moment: ({ label, required }) => moment(label, { required }),
  reference: ({ label, required, refersTo = '' }) => reference(label, refersTo, { required }),
};

const numbersOf = ({ required, range }: DescribedField) => ({
  required,
  ...(range && { minimum: range[0], maximum: range[1] }),
});
