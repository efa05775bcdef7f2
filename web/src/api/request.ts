/** What the server said was wrong, in RFC 9457 terms. `detail` is what it says of the input where the input is at fault. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly status: number;
  readonly detail: string | undefined;
  /** Seconds after which trying again makes sense; undefined when the server did not say. */
  readonly retryAfterSeconds: number | undefined;

  constructor(status: number, title: string, detail?: string, retryAfterSeconds?: number) {
    super(title);
    this.status = status;
    this.detail = detail;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** No answer came at all: the server is down or the network is gone. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

type Listener = (outcome: 'answered' | 'unreachable' | 'signed-out') => void;
const listeners = new Set<Listener>();

/** Hears of every request's outcome, so that one place can say "the server is gone" or "please sign in again". */
export function onOutcome(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const tell = (outcome: Parameters<Listener>[0]) => {
  for (const listener of listeners) listener(outcome);
};

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** Asks our own server and returns its JSON. Throws ProblemError, UnreachableError, or AbortError when cancelled. */
export async function request<Answer>(path: string, options: RequestOptions = {}): Promise<Answer> {
  const response = await send(path, options);
  tell('answered');
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as Answer;
  if (response.status === 401 && !path.startsWith('/api/auth/')) tell('signed-out');
  throw await problemOf(response);
}

async function send(path: string, { method = 'GET', body, signal }: RequestOptions): Promise<Response> {
  try {
    return await fetch(path, {
      method,
      // The server words its problems in the language of the page.
      headers: {
        accept: 'application/json',
        'accept-language': document.documentElement.lang,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    tell('unreachable');
    throw new UnreachableError(path, { cause: error });
  }
}

async function problemOf(response: Response): Promise<ProblemError> {
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  const retryAfterSeconds = Number.isFinite(retryAfter) ? retryAfter : undefined;
  const body = (await response.json().catch(() => ({}))) as { title?: unknown; detail?: unknown; issues?: unknown };
  const reasons = (Array.isArray(body.issues) ? body.issues : []).flatMap((issue: { message?: unknown }) =>
    typeof issue?.message === 'string' ? [issue.message] : [],
  );
  const title = typeof body.title === 'string' ? body.title : response.statusText;
  const detail = reasons.length > 0 ? reasons.join(' ') : typeof body.detail === 'string' ? body.detail : undefined;
  return new ProblemError(response.status, title, detail, retryAfterSeconds);
}
