import { createApp, createCallers } from '@phen-dau/api';
import { type DemonstrationAccount, demonstrationDataPassword } from '@phen-dau/scripts';
import { demonstrationDatabase } from '../support/database.ts';

const origin = 'http://localhost:8080';

/** Asks the application over the demonstration for JSON; rejects with what it answered when that is no 200. */
export type AskJson = <Answer>(path: string) => Promise<Answer>;

/** The application on the database of the run, with nothing in its memory yet, as an account sees it. */
export async function applicationAs(account: DemonstrationAccount): Promise<AskJson> {
  const database = await demonstrationDatabase();
  const now = () => new Date();
  const callers = createCallers({ database, publicRead: false, now });
  const app = createApp({ database, callers, now, webFolder: null, log: () => undefined });
  const signIn = await app.request(`${origin}/api/auth/sign-in`, {
    method: 'POST',
    headers: { host: 'localhost:8080', origin, 'content-type': 'application/json' },
    body: JSON.stringify({ username: account, password: demonstrationDataPassword }),
  });
  const cookie = signIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return async <Answer>(path: string) => {
    const response = await app.request(`${origin}${path}`, { headers: { host: 'localhost:8080', cookie } });
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return response.json() as Promise<Answer>;
  };
}
