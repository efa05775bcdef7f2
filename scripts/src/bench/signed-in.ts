import { randomUUID } from 'node:crypto';
import { createAccount, type Database } from '@phen-dau/api';
import type { Clearance, Role } from '@phen-dau/geodata';

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

/** The cookie of an account, a planner's where none is named, made in a server's database for this and signed in. */
export async function signedInAs(
  url: string,
  database: Database,
  clearance: Clearance = 'internal',
  role: Role = 'planner',
): Promise<string> {
  const username = `bench-${randomUUID().slice(0, 8)}`;
  const password = randomUUID();
  await createAccount(database, { username, role, clearance, password });
  return signIn(url, username, password);
}
