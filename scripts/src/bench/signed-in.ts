import { randomUUID } from 'node:crypto';
import { createAccount, type Database } from '@phen-dau/api';

/** The cookie of somebody signed in at a server: of an account that is there, or of one made in its database for this. */
export async function signedInAs(
  url: string,
  who: { readonly username: string; readonly password: string } | { readonly database: Database },
): Promise<string> {
  const { username, password } = 'database' in who ? await newAccount(who.database) : who;
  const response = await fetch(`${url}/api/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ username, password }),
  });
  if (!response.ok) throw new Error(`Sign-in answered ${response.status}`);
  return response.headers
    .getSetCookie()
    .map((text) => text.split(';')[0])
    .join('; ');
}

async function newAccount(database: Database) {
  const username = `bench-${randomUUID().slice(0, 8)}`;
  const password = randomUUID();
  await createAccount(database, { username, role: 'planner', clearance: 'internal', password });
  return { username, password };
}
