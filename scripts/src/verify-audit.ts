import { verifyAudit } from '@phen-dau/api';
import { runCommand } from './command.ts';
import { withDatabase } from './with-database.ts';

await runCommand({
  name: 'verify-audit',
  summary: 'Recomputes the chain of the audit and says whether an entry was changed or removed.',
  usage: '',
  options: {},
  run: () =>
    withDatabase(async (database) => {
      const verdict = await database.read({ role: 'account_keeper', account: null }, verifyAudit);
      if (!verdict.ok) {
        process.stderr.write(`The audit is broken at entry ${verdict.brokenAt} of ${verdict.entries}.\n`);
        return 1;
      }
      process.stdout.write(`The audit is whole: ${verdict.entries} entries, newest hash ${verdict.head ?? 'none'}.\n`);
      return 0;
    }),
});
