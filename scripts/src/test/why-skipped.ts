import { readFile } from 'node:fs/promises';

/** What vitest's JSON report says of one file. */
export interface ReportedFile {
  /** Absolute path. */
  readonly name: string;
  readonly assertionResults: readonly { readonly status: string }[];
}

/** The conditions tests are skipped on, as they stand in `skipIf(…)`, and what each means to whoever reads the summary. */
const reasons: readonly (readonly [condition: RegExp, reason: string])[] = [
  [/testEngine/, 'of the other engine'],
  [/gdal/i, 'GDAL absent'],
  [/noBrowser/, 'Chromium absent'],
  [/folder|present|vectors|fixtures|communes|root/, '../shared/data absent'],
];
const ran = new Set(['passed', 'failed']);

/** How many tests were skipped for which reason; the reason is read from the conditions in the file of the test. */
export async function whySkipped(files: readonly ReportedFile[]): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const { name, assertionResults } of files) {
    const skipped = assertionResults.filter(({ status }) => !ran.has(status)).length;
    if (skipped === 0) continue;
    const reason = reasonIn(await readFile(name, 'utf8')) ?? `for a reason only ${name} knows`;
    counts.set(reason, (counts.get(reason) ?? 0) + skipped);
  }
  return counts;
}

function reasonIn(source: string): string | undefined {
  const conditions = [...source.matchAll(/skipIf\(([^)]*)\)/g)].map(([, condition = '']) => condition);
  const found = reasons.filter(([pattern]) => conditions.some((condition) => pattern.test(condition)));
  return found.length === 0 ? undefined : found.map(([, reason]) => reason).join(' or ');
}
