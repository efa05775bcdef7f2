import { randomUUID } from 'node:crypto';
import { createAccount, type Database } from '@phen-dau/api';
import type { Clearance } from '@phen-dau/geodata';

/** Asks a server as somebody who has signed in. */
export type Ask = (path: string, init?: RequestInit) => Promise<Response>;

export const asking =
  (url: string, cookie: string): Ask =>
  (path, init = {}) =>
    fetch(`${url}${path}`, { ...init, headers: { ...init.headers, origin: url, cookie } });

/** The cookie of an account that has signed in. */
export async function signIn(url: string, username: string, password: string): Promise<string> {
  const response = await fetch(`${url}/api/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ username, password }),
  });
  if (!response.ok) throw new Error(`${username} could not sign in: ${response.status}`);
  return response.headers
    .getSetCookie()
    .map((text) => text.split(';')[0])
    .join('; ');
}

/** The cookie of a planner, made in a server's database for this, who has signed in at the server. */
export async function signedInAs(url: string, database: Database, clearance: Clearance = 'internal'): Promise<string> {
  const username = `bench-${randomUUID().slice(0, 8)}`;
  const password = randomUUID();
  await createAccount(database, { username, role: 'planner', clearance, password });
  return signIn(url, username, password);
}
