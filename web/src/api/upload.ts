import { transfer } from './transfer.ts';

export interface SendOptions {
  readonly signal: AbortSignal;
  /** Bytes that have left this machine, of all there are, the form's own included. */
  readonly onProgress?: (sent: number, all: number) => void;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a form with a file in it. Throws what `request` throws. */
export async function sendForm<Answer extends { readonly id: string }>(
  path: string,
  form: FormData,
  { headers = {}, ...options }: SendOptions,
): Promise<Answer> {
  const { body } = await transfer(path, { method: 'POST', headers, body: form, ...options });
  return body as unknown as Answer;
}
