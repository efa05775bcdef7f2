/** What the server said was wrong, in RFC 9457 terms. `detail` is what it says of the input where the input is at fault. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly status: number;
  readonly detail: string | undefined;
  /** Seconds after which trying again makes sense; undefined when the server did not say. */
  readonly retryAfterSeconds: number | undefined;
  /** All the server said, for answers that carry more than words: what it is now, which edits collide. */
  readonly body: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    title: string,
    more: Partial<Pick<ProblemError, 'detail' | 'retryAfterSeconds' | 'body'>>,
  ) {
    super(title);
    this.status = status;
    this.detail = more.detail;
    this.retryAfterSeconds = more.retryAfterSeconds;
    this.body = more.body ?? {};
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

/** Tells them; for those who cannot go through `request`. */
export const tell = (outcome: Parameters<Listener>[0]) => {
  for (const listener of listeners) listener(outcome);
};

let account: string | undefined;

/** Asks for this account from now on; undefined: for whoever is signed in. */
export const askFor = (username: string | undefined) => {
  account = username;
};

/** Says who asks, so that what one person does on a page never goes out under the session of another who has signed in since. */
export const whoAsks = (): Readonly<Record<string, string>> =>
  account === undefined ? {} : { 'phen-dau-account': encodeURIComponent(account) };

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  /** The version a change starts from. */
  readonly ifMatch?: number;
  readonly signal?: AbortSignal;
}

/** Asks our own server and returns its JSON. Throws ProblemError, UnreachableError, or AbortError when cancelled. */
export async function request<Answer>(path: string, options: RequestOptions = {}): Promise<Answer> {
  const response = await send(path, options);
  // What a service worker had kept is an answer of an earlier day: nobody is to take it for today's.
  tell(response.headers.has('phen-dau-kept') ? 'unreachable' : 'answered');
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as Answer;
  if (response.status === 401 && !path.startsWith('/api/auth/')) tell('signed-out');
  throw await problemOf(response);
}

async function send(path: string, { method = 'GET', body, ifMatch, signal }: RequestOptions): Promise<Response> {
  try {
    return await fetch(path, {
      method,
      // The server words its problems in the language of the page.
      headers: {
        accept: 'application/json',
        'accept-language': document.documentElement.lang,
        ...whoAsks(),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
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
  return makeProblem(response, response.headers.get('retry-after'), await response.json().catch(() => ({})));
}

/** An answer that is none, as an error. */
export function makeProblem(
  { status, statusText }: { readonly status: number; readonly statusText: string },
  retryAfter: string | null,
  body: Readonly<Record<string, unknown>>,
): ProblemError {
  const seconds = Number(retryAfter ?? Number.NaN);
  const reasons = (Array.isArray(body.issues) ? body.issues : []).flatMap((issue: { message?: unknown }) =>
    typeof issue?.message === 'string' ? [issue.message] : [],
  );
  const title = typeof body.title === 'string' ? body.title : statusText;
  const detail = reasons.length > 0 ? reasons.join(' ') : typeof body.detail === 'string' ? body.detail : undefined;
  return new ProblemError(status, title, {
    detail,
    retryAfterSeconds: Number.isFinite(seconds) ? seconds : undefined,
    body,
  });
}
