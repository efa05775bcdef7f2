import {
  type AccountRow,
  administerAccount,
  createAccount,
  type Database,
  listAccounts,
  resetAccount,
  setPassword,
} from '@phen-dau/api';
import { type Clearance, type Role, roles, sensitivities } from '@phen-dau/geodata';
import { PlainError, runCommand } from './command.ts';
import { findPost } from './find-post.ts';
import { withDatabase } from './with-database.ts';

interface Wishes {
  readonly role?: string;
  readonly clearance?: string;
  readonly post?: string;
}

/** What can be done to an account, by the first word. */
const acts: Record<string, (database: Database, username: string, wishes: Wishes) => Promise<string>> = {
  async create(database, username, wishes) {
    const made = await createAccount(database, {
      username,
      role: roleOf(wishes.role ?? 'viewer'),
      clearance: clearanceOf(wishes.clearance ?? 'open'),
      postId: wishes.post === undefined ? null : await findPost(database, wishes.post),
    });
    if (made.outcome === 'name-taken') throw new PlainError(`There is an account ${username} already.`);
    if (made.outcome === 'unfit') throw new PlainError(`${made.reason.en}.`);
    return codeText(username, made.code);
  },
  async change(database, username, wishes) {
    const { id } = await accountNamed(database, username);
    await administerAccount(database, id, {
      ...(wishes.role !== undefined && { role: roleOf(wishes.role) }),
      ...(wishes.clearance !== undefined && { clearance: clearanceOf(wishes.clearance) }),
      ...(wishes.post !== undefined && { postId: await findPost(database, wishes.post) }),
    });
    return accountLine(await accountNamed(database, username));
  },
  async disable(database, username) {
    const { id } = await accountNamed(database, username);
    await administerAccount(database, id, { disabled: true });
    return `${username} can no longer sign in; its sessions have ended.`;
  },
  async enable(database, username) {
    const { id } = await accountNamed(database, username);
    await administerAccount(database, id, { disabled: false });
    return `${username} may sign in again.`;
  },
  async reset(database, username) {
    const { id } = await accountNamed(database, username);
    const given = await resetAccount(database, id);
    return codeText(username, given?.code ?? null);
  },
  async password(database, username) {
    const fault = await setPassword(database, username, await passwordFromInput());
    if (fault) throw new PlainError(`${fault.en}.`);
    return `The password of ${username} is set; its sessions have ended.`;
  },
};

await runCommand({
  name: 'account',
  summary:
    'Lists accounts, or makes, changes, disables one or gives it a one-time code; `password` reads standard input.',
  usage: `list | ${Object.keys(acts).join('|')} NAME [--role ROLE] [--clearance CLEARANCE] [--post POST]`,
  options: { role: { type: 'string' }, clearance: { type: 'string' }, post: { type: 'string' } },
  run: (wishes, [act = 'list', username, ...rest]) => {
    const perform = acts[act];
    if (act !== 'list' && (!perform || rest.length > 0))
      throw new PlainError(`There is no "account ${act}"; see --help.`);
    if (act !== 'list' && !username) throw new PlainError('Which account? Give its name.');
    return withDatabase(async (database) => {
      const text = perform && username ? await perform(database, username, wishes) : await listText(database);
      process.stdout.write(`${text}\n`);
      return 0;
    });
  },
});

async function listText(database: Database): Promise<string> {
  const accounts = await allAccounts(database);
  return accounts.length === 0 ? 'There is no account.' : accounts.map(accountLine).join('\n');
}

function accountLine({ username, role, clearance, post, disabled, activated }: AccountRow): string {
  const state = disabled ? 'disabled' : activated ? '' : 'waits for its one-time code';
  return [username.padEnd(16), role.padEnd(14), clearance.padEnd(11), post?.name ?? '', state].join(' ').trimEnd();
}

function allAccounts(database: Database): Promise<AccountRow[]> {
  return database.read({ role: 'account_keeper', account: null }, listAccounts);
}

async function accountNamed(database: Database, username: string): Promise<AccountRow> {
  const wanted = username.normalize('NFC').toLowerCase();
  const found = (await allAccounts(database)).find((account) => account.username.toLowerCase() === wanted);
  if (!found) throw new PlainError(`There is no account ${username}.`);
  return found;
}

function roleOf(word: string): Role {
  const role = roles.find((each) => each === word);
  if (!role) throw new PlainError(`--role is one of ${roles.join(', ')}.`);
  return role;
}

function clearanceOf(word: string): Clearance {
  const clearance = sensitivities.find((each) => each === word);
  if (!clearance) throw new PlainError(`--clearance is one of ${sensitivities.join(', ')}.`);
  return clearance;
}

function codeText(username: string, code: string | null): string {
  return code === null
    ? `${username} is ready.`
    : `${username} sets a password on the sign-in page with this one-time code, good for 72 hours: ${code}`;
}

/** The first line of standard input: a password on the command line would stay in the shell's history. */
async function passwordFromInput(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('New password: ');
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    text += chunk;
    if (text.includes('\n')) break;
  }
  return text.split(/\r?\n/, 1)[0] ?? '';
}
