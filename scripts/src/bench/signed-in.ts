import { randomUUID } from 'node:crypto';
import { createAccount, type Database } from '@phen-dau/api';
import type { Clearance } from '@phen-dau/geodata';

/** The cookie of a planner, made in a server's database for this, who has signed in at the server. */
export async function signedInAs(url: string, database: Database, clearance: Clearance = 'internal'): Promise<string> {
  const username = `bench-${randomUUID().slice(0, 8)}`;
  const password = randomUUID();
  await createAccount(database, { username, role: 'planner', clearance, password });
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
