import { makeProblem, ProblemError, tell, UnreachableError, whoAsks } from './request.ts';

export interface Transfer {
  readonly method: 'POST' | 'PATCH';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: FormData | Blob;
  readonly signal: AbortSignal;
  /** Bytes of the body that have left this machine, of all it has. */
  readonly onProgress?: (sent: number, all: number) => void;
}

interface Answer {
  readonly body: Readonly<Record<string, unknown>>;
  header(name: string): string | null;
}

/**
 * Sends a body large enough for somebody to watch it go. By XMLHttpRequest, since `fetch` cannot tell how much has been sent.
 * Throws what `request` throws.
 */
export function transfer(path: string, { method, headers, body, signal, onProgress }: Transfer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const asked = new XMLHttpRequest();
    asked.open(method, path);
    asked.setRequestHeader('accept', 'application/json');
    asked.setRequestHeader('accept-language', document.documentElement.lang);
    for (const [name, value] of Object.entries({ ...whoAsks(), ...headers })) asked.setRequestHeader(name, value);
    if (onProgress) asked.upload.onprogress = ({ loaded, total }) => onProgress(loaded, total);
    asked.onload = () => {
      const answer = answerOf(asked);
      if (answer instanceof ProblemError) reject(answer);
      else resolve(answer);
    };
    asked.onerror = () => {
      tell('unreachable');
      reject(new UnreachableError(path));
    };
    asked.onabort = () => reject(new DOMException('Stopped', 'AbortError'));
    signal.addEventListener('abort', () => asked.abort());
    asked.send(body);
  });
}

function answerOf(asked: XMLHttpRequest): Answer | ProblemError {
  tell('answered');
  if (asked.status === 401) tell('signed-out');
  const body = parsed(asked.responseText);
  const isDone = asked.status === 204 || (asked.status >= 200 && asked.status < 300 && typeof body.id === 'string');
  if (isDone) return { body, header: (name) => asked.getResponseHeader(name) };
  return makeProblem(asked, asked.getResponseHeader('retry-after'), body);
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
