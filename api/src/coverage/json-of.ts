/** The text of parts of answers that are in use: most of a post's answer is the same again when a slider has moved. */
const texts = new WeakMap<object, string>();

/** JSON as `JSON.stringify` writes it; of an answer that ends with `measures` each of them is written once as long as it is kept. */
export function jsonOf(answer: object): string {
  if (!('measures' in answer)) return JSON.stringify(answer);
  const { measures, ...basis } = answer;
  const parts = Object.entries(measures ?? {}).flatMap(([name, part]) =>
    part === undefined ? [] : [`${JSON.stringify(name)}:${textOf(part)}`],
  );
  const told = JSON.stringify(basis).slice(1, -1);
  return `{${told}${told && ','}"measures":{${parts.join(',')}}}`;
}

function textOf(part: unknown): string {
  if (typeof part !== 'object' || part === null) return JSON.stringify(part);
  const text = texts.get(part) ?? JSON.stringify(part);
  texts.set(part, text);
  return text;
}
