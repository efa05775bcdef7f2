import { createHash } from 'node:crypto';
import type { Ask } from './signed-in.ts';

export interface Receipt {
  readonly id: string;
  readonly state: string;
  readonly receipt: { readonly sha256: string; readonly accepted: number };
}

export interface SentFile {
  readonly name: string;
  readonly content: string;
  readonly layer: string;
  readonly key: string;
}

/** Sends a file for a layer; the receipt, or an Error that holds what the server said. */
export async function sendSurvey(
  ask: Ask,
  file: SentFile,
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

/** Says of features of a file that they are new states of features of the register; the survey afterwards. */
export const sayTheyChange = async (ask: Ask, id: string, existing: readonly string[]): Promise<Receipt> =>
  told(
    await ask(`/api/surveys/${id}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ fixes: existing.map((id, feature) => ({ kind: 'update-existing', feature, id })) }),
    }),
  );

/** What the server answers as JSON, or an Error that holds what it said. */
export async function told<T = Receipt>(answer: Response): Promise<T> {
  if (answer.ok) return (await answer.json()) as T;
  throw new Error(`${answer.status} ${await answer.text()}`);
}

const order = ['has-issues', 'received', 'submitted', 'approved'];

/**
 * Everything in which a survey is not what its receipt says, as the API tells it; empty when it is whole. `standing`: a query
 * that finds what it brought into the register, and nothing else.
 */
export async function faultsOf(ask: Ask, known: Receipt, standing: string): Promise<string[]> {
  const { id } = known;
  const survey = await told(await ask(`/api/surveys/${id}`)).catch((error: Error) => error);
  if (survey instanceof Error) return [`survey ${id} is lost: ${survey.message}`];
  const faults: string[] = [];
  const { state, receipt } = survey;
  if (order.indexOf(state) < order.indexOf(known.state)) faults.push(`${id} was ${known.state} and is ${state}`);
  // One with open issues may have been on its way to having none.
  if (known.state !== 'has-issues' && receipt.accepted !== known.receipt.accepted) {
    faults.push(`${id} had ${known.receipt.accepted} features and has ${receipt.accepted}`);
  }
  const original = new Uint8Array(await (await ask(`/api/surveys/${id}/original`)).arrayBuffer());
  if (createHash('sha256').update(original).digest('hex') !== known.receipt.sha256) {
    faults.push(`the original of ${id} differs`);
  }
  let staged = 0;
  for (let path: string | null = `/api/surveys/${id}/features`; path !== null; ) {
    const page: { features: unknown[]; next: string | null } = await told(await ask(path));
    staged += page.features.length;
    path = page.next;
  }
  if (staged !== receipt.accepted) faults.push(`${staged} of ${receipt.accepted} features of ${id} are staged`);
  const { numberMatched } = await told<{ numberMatched: number }>(
    await ask(`/ogc/collections/solar-lamp/items?limit=1&${standing}`),
  );
  const wanted = state === 'approved' ? receipt.accepted : 0;
  if (numberMatched !== wanted) faults.push(`${id} is ${state} and ${numberMatched} features stand, not ${wanted}`);
  return faults;
}
