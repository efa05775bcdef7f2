import { PlainError, runCommand } from './command.ts';
import { loadDemonstration } from './demonstration.ts';
import { demonstrationPassword } from './demonstration-password.ts';
import { withDatabase } from './with-database.ts';

await runCommand({
  name: 'seed',
  summary:
    'Loads the demonstration province and its accounts into an empty database; N chooses another invented province.',
  usage: '[--seed N]',
  options: { seed: { type: 'string' } },
  run: ({ seed = '1' }) => {
    if (!/^\d{1,9}$/.test(seed)) throw new PlainError('--seed takes a whole number.');
    return withDatabase(async (database, { dataDirectory, demoPassword }) => {
      const password = await demonstrationPassword(dataDirectory, demoPassword);
      const log = (line: string): void => void process.stdout.write(`${line}\n`);
      const { features, accounts } = await loadDemonstration(database, { password, seed: Number(seed), log });
      log(`Loaded ${features} features and ${accounts} accounts. Their password: ${password}`);
      return 0;
    });
  },
});
