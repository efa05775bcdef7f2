import { type Ask, jsonRequest, read } from './api.ts';

/** What tests look at of a survey. */
export interface Survey {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly warnings: number;
  readonly receipt: {
    sha256: string;
    bytes: number;
    format: string;
    crs: string;
    read: number;
    accepted: number;
    held: number;
  };
  readonly issues: {
    code: string;
    severity: string;
    feature?: number;
    key: string;
    ignored: string | null;
    message: string;
    fix?: object;
  }[];
  readonly candidates: { crs: string; divisions?: string[] }[];
  readonly cuts: { id: string; kind: string; feature: number; taken: boolean }[];
  readonly cutCount: number;
  readonly cleaning: Record<string, number>;
  readonly matches: {
    stretches: {
      feature: number;
      road: string;
      name: string;
      fromMetres: number;
      toMetres: number;
      direction: string;
    }[];
    proposals: { type: string; features: { geometry: { coordinates: number[][] }; properties: object }[] };
    stretchCount: number;
    proposalCount: number;
    gaps: number;
  } | null;
  readonly repeats: { survey: string; kind: string; choice: string | null; mustChoose: boolean; similarity: number }[];
  readonly geometries: 'repair' | null;
  readonly replacedBy: string | null;
  readonly steps: { action: string; account: string }[];
  readonly may: Record<string, boolean>;
}

export interface Sending {
  readonly layer?: string;
  readonly name?: string;
  readonly key?: string;
  readonly fields?: Readonly<Record<string, string>>;
}

/** Sends a file as a browser's form does. */
export function send(
  ask: Ask,
  content: string | Uint8Array,
  { layer = 'solar-lamp', name = 'lamps.geojson', key, fields }: Sending = {},
) {
  const form = new FormData();
  form.set('layer', layer);
  for (const [field, value] of Object.entries(fields ?? {})) form.set(field, value);
  form.set('file', new File([content as string], name));
  return ask('/api/surveys', {
    method: 'POST',
    body: form,
    headers: key === undefined ? {} : { 'idempotency-key': key },
  });
}

/** The survey that a file has become. */
export async function kept(ask: Ask, content: string | Uint8Array, sending?: Sending): Promise<Survey> {
  const response = await send(ask, content, sending);
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
  return read<Survey>(response);
}
export const step = (ask: Ask, id: string, action: string, body?: object) =>
  ask(`/api/surveys/${id}/${action}`, body ? jsonRequest('POST', body) : { method: 'POST' });
export const change = (ask: Ask, id: string, body: object, headers: Record<string, string> = {}) =>
  ask(`/api/surveys/${id}`, jsonRequest('PATCH', body, headers));
