import { makeProblem, ProblemError, tell, UnreachableError } from './request.ts';

export interface SendOptions {
  readonly signal: AbortSignal;
  /** Bytes that have left this machine, of all there are, the form's own included. */
  readonly onProgress?: (sent: number, all: number) => void;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Sends a form with a file in it. By XMLHttpRequest, since `fetch` cannot tell how much has been sent. Throws what `request`
 * throws.
 */
export function sendForm<Answer extends { readonly id: string }>(
  path: string,
  form: FormData,
  { signal, onProgress, headers = {} }: SendOptions,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = new XMLHttpRequest();
    asked.open('POST', path);
    asked.setRequestHeader('accept', 'application/json');
    asked.setRequestHeader('accept-language', document.documentElement.lang);
    for (const [name, value] of Object.entries(headers)) asked.setRequestHeader(name, value);
    if (onProgress) asked.upload.onprogress = ({ loaded, total }) => onProgress(loaded, total);
    asked.onload = () => {
      const answer = answerOf<Answer>(asked);
      if (answer instanceof ProblemError) reject(answer);
      else resolve(answer);
    };
    asked.onerror = () => {
      tell('unreachable');
      reject(new UnreachableError(path));
    };
    asked.onabort = () => reject(new DOMException('Stopped', 'AbortError'));
    signal.addEventListener('abort', () => asked.abort());
    asked.send(form);
  });
}

function answerOf<Answer>(asked: XMLHttpRequest): Answer | ProblemError {
  tell('answered');
  if (asked.status === 401) tell('signed-out');
  const body = parsed(asked.responseText);
  if (asked.status >= 200 && asked.status < 300 && typeof body.id === 'string') return body as Answer;
  return makeProblem(asked, asked.getResponseHeader('retry-after'), body);
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
