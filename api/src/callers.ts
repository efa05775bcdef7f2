import { parse } from 'hono/utils/cookie';
import { type Anonymous, type Caller, keeperFor, type SignedIn } from './account.ts';
import { onAccountChange } from './accounts/changes.ts';
import { hashOfToken } from './accounts/secret.ts';
import type { Database } from './database/database.ts';
import { useSession } from './queries/sessions.ts';
import { isLoopback } from './secure-headers.ts';

/** Names of our cookies. `__Host-` makes the browser insist on TLS and on this very host; plain HTTP on the loopback
 * address cannot have it, so there the plain name is used, and it counts nowhere else. */
export const cookieNames = {
  secure: { session: '__Host-phen-dau', device: '__Host-phen-dau-device' },
  loopback: { session: 'phen-dau', device: 'phen-dau-device' },
} as const;

/** What is needed of a request's headers; Node's own can be read this way without being copied. */
export type HeaderReader = Pick<Headers, 'get'>;

/** Finds out on whose behalf a request comes. */
export interface Callers {
  of(headers: Headers): Promise<Caller>;
  /** The same without waiting, when it is known from a moment ago; for answers that are served from memory. */
  atOnce(headers: HeaderReader): Caller | undefined;
  close(): void;
}

interface Remembered {
  readonly caller: SignedIn;
  /** Until when the database need not be asked again, in milliseconds since 1970. */
  readonly until: number;
}

/** How long a caller is remembered without the idle limit being moved on. Changes do not wait for it: they empty the memory. */
const memoryMilliseconds = 60_000;
const mostRemembered = 10_000;

export function createCallers(options: {
  readonly database: Database;
  readonly publicRead: boolean;
  readonly now: () => Date;
}): Callers {
  const { database, publicRead, now } = options;
  const remembered = new Map<string, Remembered>();
  // Raised by every change: what was read before a change must not be remembered after it.
  let epoch = 0;
  const forget = () => {
    epoch += 1;
    remembered.clear();
  };
  const stop = [
    onAccountChange(database, forget),
    database.onLayerChange((part) => {
      if (part.startsWith('account.')) forget();
    }),
  ];
  const nobody: Anonymous = { kind: 'anonymous', clearance: 'open', readsOpenLayers: publicRead };
  // Whoever shows a token that counts for nothing has to be told so, not served as somebody else.
  const impostor: Anonymous = { ...nobody, readsOpenLayers: false };

  const keyOf = ({ kind, token }: Proof) => `${kind} ${token}`;
  const known = (proof: Proof) => {
    const entry = remembered.get(keyOf(proof));
    return entry && entry.until > now().getTime() ? entry.caller : undefined;
  };

  async function load(given: Proof): Promise<SignedIn | undefined> {
    const before = epoch;
    const { kind } = given;
    const hash = hashOfToken(given.token);
    const session = await database.transaction(keeperFor(null), (transaction) => useSession(transaction, hash, now()));
    if (!session || session.kind !== kind) return undefined;
    const { id, accountId, username, role, clearance, post, expiresAt, endsAt } = session;
    const proof = { kind: kind === 'browser' ? 'session' : 'token', id } as const;
    const caller: SignedIn = { kind: 'account', accountId, username, role, clearance, post, proof };
    if (epoch === before) {
      if (remembered.size >= mostRemembered) remembered.clear();
      const ends = [now().getTime() + memoryMilliseconds, expiresAt?.getTime(), endsAt?.getTime()];
      remembered.set(keyOf(given), { caller, until: Math.min(...ends.filter((end) => end !== undefined)) });
    }
    return caller;
  }

  return {
    atOnce(headers) {
      const proof = proofIn(headers);
      return proof === undefined ? nobody : known(proof);
    },
    async of(headers) {
      const proof = proofIn(headers);
      if (proof === undefined) return nobody;
      const caller = known(proof) ?? (await load(proof));
      return caller ?? (proof.kind === 'token' ? impostor : nobody);
    },
    close: () => {
      for (const end of stop) end();
    },
  };
}

interface Proof {
  readonly token: string;
  readonly kind: 'browser' | 'token';
}

/** A bearer token counts before a cookie: a script means what it says. */
function proofIn(headers: HeaderReader): Proof | undefined {
  const authorization = headers.get('authorization');
  if (authorization !== null) {
    return { token: /^Bearer +(\S{1,200})$/i.exec(authorization)?.[1] ?? '', kind: 'token' };
  }
  const token = cookieIn(headers, 'session');
  return token === undefined ? undefined : { token, kind: 'browser' };
}

/** The value of one of our cookies, of the kind that counts on this host. */
export function cookieIn(headers: HeaderReader, name: 'session' | 'device'): string | undefined {
  const cookies = parse(headers.get('cookie') ?? '');
  const secure = cookies[cookieNames.secure[name]];
  return secure ?? (isLoopback(headers.get('host') ?? undefined) ? cookies[cookieNames.loopback[name]] : undefined);
}
