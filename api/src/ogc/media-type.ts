import { say } from '@phen-dau/geodata';
import { invalidParameter, Problem } from '../problem.ts';

/** The forms features are answered in, by the word of the parameter `f`. */
export const featureForms = {
  json: { type: 'application/geo+json', accepts: ['application/geo+json', 'application/json'] },
  fgb: { type: 'application/vnd.flatgeobuf', accepts: ['application/vnd.flatgeobuf', 'application/flatgeobuf'] },
  csv: { type: 'text/csv', accepts: ['text/csv'] },
} as const;
export type FeatureForm = keyof typeof featureForms;

/** The form a request asks for: `f` before Accept, and JSON when either leaves it open. */
export function chooseForm(f: string | null, accept: string | undefined, offered: readonly FeatureForm[]): FeatureForm {
  if (f !== null) {
    const named = offered.find((form) => form === f);
    if (named) return named;
    throw invalidParameter('f', say(`Chỉ có: ${offered.join(', ')}`, `One of: ${offered.join(', ')}`));
  }
  const wanted = mediaTypes(accept ?? '*/*');
  for (const type of wanted) {
    if (type === '*/*' || type === 'application/*') return 'json';
    const form = offered.find((one) => (featureForms[one].accepts as readonly string[]).includes(type));
    if (form) return form;
  }
  throw new Problem('not-acceptable');
}

/** The types of an Accept header, most wanted first; those refused by `q=0` are left out. */
function mediaTypes(accept: string): string[] {
  const entries = accept.split(',').map((entry, order) => {
    const [type = '', ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase());
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    return { type, order, quality: quality === undefined ? 1 : Number(quality) || 0 };
  });
  return entries
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality || one.order - other.order)
    .map(({ type }) => type);
}
