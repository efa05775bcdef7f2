import { createHash } from 'node:crypto';
import type { Ask } from './signed-in.ts';

export interface Receipt {
  readonly id: string;
  readonly state: string;
  readonly receipt: { readonly sha256: string; readonly accepted: number };
}

/** Sends a file for a layer; the receipt, or an Error that holds what the server said. */
export async function sendSurvey(
  ask: Ask,
  file: { readonly name: string; readonly content: string; readonly layer: string; readonly key: string },
  fields: Readonly<Record<string, string>> = {},
): Promise<Receipt> {
  const form = new FormData();
  form.set('layer', file.layer);
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', new File([file.content], file.name));
  return told(await ask('/api/surveys', { method: 'POST', body: form, headers: { 'idempotency-key': file.key } }));
}

/** One step of a survey's life; the survey afterwards. */
export const takeStep = async (ask: Ask, id: string, step: 'submit' | 'approve'): Promise<Receipt> =>
  told(await ask(`/api/surveys/${id}/${step}`, { method: 'POST' }));

async function told(answer: Response): Promise<Receipt> {
  if (answer.ok) return (await answer.json()) as Receipt;
  throw new Error(`${answer.status} ${await answer.text()}`);
}

/** Everything in which a survey is not what its receipt says; empty when it is whole. */
export async function faultsOf(ask: Ask, { id, receipt }: Receipt, code: string): Promise<string[]> {
  const survey = await told(await ask(`/api/surveys/${id}`)).catch((error: Error) => error);
  if (survey instanceof Error) return [`survey ${id} is lost: ${survey.message}`];
  const faults: string[] = [];
  const original = new Uint8Array(await (await ask(`/api/surveys/${id}/original`)).arrayBuffer());
  if (createHash('sha256').update(original).digest('hex') !== receipt.sha256) faults.push(`original of ${id} differs`);
  let staged = 0;
  for (let path: string | null = `/api/surveys/${id}/features`; path !== null; ) {
    const page = (await (await ask(path)).json()) as { features: unknown[]; next: string | null };
    staged += page.features.length;
    path = page.next;
  }
  if (staged !== receipt.accepted) faults.push(`${staged} of ${receipt.accepted} features of ${id} are staged`);
  const found = await ask(`/ogc/collections/solar-lamp/items?limit=1&q=${encodeURIComponent(code)}`);
  const { numberMatched } = (await found.json()) as { numberMatched: number };
  const wanted = survey.state === 'approved' ? receipt.accepted : 0;
  if (numberMatched !== wanted)
    faults.push(`${id} is ${survey.state} and ${numberMatched} features stand, not ${wanted}`);
  return faults;
}
