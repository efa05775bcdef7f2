import { makeProblem, ProblemError, tell, UnreachableError } from './request.ts';
import type { Survey } from './survey-types.ts';

export interface Upload {
  readonly bytes: Blob;
  readonly name: string;
  readonly layer: string;
  /** What the rows are, should it be a table. */
  readonly table?: { readonly shape: 'line' | 'area' };
  /** Id of an own survey whose place it takes. */
  readonly replaces?: string;
  /** The same for every attempt, so that an answer lost on its way never makes a second survey. */
  readonly key: string;
}

interface UploadOptions {
  readonly signal: AbortSignal;
  /** Bytes that have left this machine, of all there are, the form's own included. */
  readonly onProgress: (sent: number, all: number) => void;
}

/**
 * Sends a file. By XMLHttpRequest, since `fetch` cannot tell how much has been sent. Throws what `request` throws.
 */
export function uploadSurvey(upload: Upload, { signal, onProgress }: UploadOptions): Promise<Survey> {
  return new Promise((resolve, reject) => {
    const asked = new XMLHttpRequest();
    asked.open('POST', '/api/surveys');
    asked.setRequestHeader('accept', 'application/json');
    asked.setRequestHeader('accept-language', document.documentElement.lang);
    asked.setRequestHeader('idempotency-key', upload.key);
    asked.upload.onprogress = ({ loaded, total }) => onProgress(loaded, total);
    asked.onload = () => {
      const answer = answerOf(asked);
      if (answer instanceof ProblemError) reject(answer);
      else resolve(answer);
    };
    asked.onerror = () => {
      tell('unreachable');
      reject(new UnreachableError('/api/surveys'));
    };
    asked.onabort = () => reject(new DOMException('Stopped', 'AbortError'));
    signal.addEventListener('abort', () => asked.abort());
    const form = new FormData();
    form.set('layer', upload.layer);
    if (upload.table) form.set('table', JSON.stringify(upload.table));
    if (upload.replaces) form.set('replaces', upload.replaces);
    form.set('file', upload.bytes, upload.name);
    asked.send(form);
  });
}

function answerOf(asked: XMLHttpRequest): Survey | ProblemError {
  tell('answered');
  if (asked.status === 401) tell('signed-out');
  const body = parsed(asked.responseText);
  if (asked.status >= 200 && asked.status < 300 && typeof body.id === 'string') return body as unknown as Survey;
  return makeProblem(asked, asked.getResponseHeader('retry-after'), body);
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
