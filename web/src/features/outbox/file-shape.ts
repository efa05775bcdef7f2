const headBytes = 2000;
const tables: ReadonlySet<string> = new Set(['csv', 'tsv', 'txt']);

/** What files of one device have in common: the ending of their names, and for a table its heading. */
export async function shapeOf(name: string, bytes: Blob): Promise<string> {
  const ending = endingOf(name);
  if (!tables.has(ending)) return ending;
  const head = await bytes.slice(0, headBytes).text();
  return `${ending} ${(head.split(/\r?\n/, 1)[0] ?? '').slice(0, 300)}`;
}

export const endingOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
