import {
  type Config,
  countAccounts,
  ensureDemonstrationPassword,
  firstAdministratorCode,
  type OpenedDatabase,
  type ServerOptions,
  startServer,
} from '@phen-dau/api';
import { demonstrationAccounts } from './demonstration-accounts.ts';
import { demonstrationPassword } from './demonstration-password.ts';

export interface OpenedOptions {
  /** Whether an empty database gets the demonstration province. */
  readonly wantsDemonstration: boolean;
  readonly print: (line: string) => void;
}

/** Loads the demonstration where wanted, serves, and says where and for whom. Returns how to stop. */
export async function serveOpened(
  options: ServerOptions & { readonly config: Config },
  { wantsDemonstration, print }: OpenedOptions,
): Promise<() => Promise<void>> {
  const { database, config } = options;
  const password = await prepareDemonstration(database, config, { wantsDemonstration, print });
  const server = await startServer(options);
  print(`\nPhên Dậu is at ${server.url}`);
  print(password === undefined ? await firstStepsText(database) : demonstrationText(password));
  return () => server.close();
}

/** The demonstration's password when this database holds the demonstration (loading it first where wanted and empty). */
async function prepareDemonstration(
  database: OpenedDatabase,
  { dataDirectory, demoPassword }: Config,
  { wantsDemonstration, print }: OpenedOptions,
): Promise<string | undefined> {
  const keeper = { role: 'account_keeper', account: null } as const;
  const { all, demonstration } = await database.read(keeper, countAccounts);
  if (demonstration > 0) {
    const password = await demonstrationPassword(dataDirectory, demoPassword);
    await ensureDemonstrationPassword(database, password);
    return password;
  }
  if (!wantsDemonstration || all > 0) return undefined;
  const { isEmpty, loadDemonstration } = await import('./demonstration.ts');
  if (!(await isEmpty(database))) return undefined;
  const password = await demonstrationPassword(dataDirectory, demoPassword);
  print('Loading the demonstration province (generated data)');
  await loadDemonstration(database, { password, log: print });
  return password;
}

function demonstrationText(password: string): string {
  const rows = demonstrationAccounts.map(({ username, role, clearance }) => {
    return `  ${username.padEnd(10)} ${role}, clearance ${clearance}`;
  });
  return ['Demonstration data, generated. Accounts:', ...rows, `  password of all of them: ${password}`].join('\n');
}

async function firstStepsText(database: OpenedDatabase): Promise<string> {
  const code = await firstAdministratorCode(database);
  return code === null
    ? 'Sign in with your account.'
    : `No account exists yet. Make the first administrator on the sign-in page with this one-time code: ${code}`;
}
