import {
  auditedChanges,
  type Database,
  layerStanding,
  type SurveyAccount,
  type SurveyAudit,
  surveyAccounts,
  surveyAudits,
  verifyAudit,
} from '@phen-dau/api';
import { layerById } from '@phen-dau/geodata';

/** What is written down of a survey in each of the states it may be found in. */
const lives: Readonly<Record<string, string>> = {
  'has-issues': 'upload',
  received: 'upload',
  submitted: 'upload submit',
  approved: 'upload submit approve',
};

/**
 * Everything in which surveys of lamps, register, history, audit and layer version contradict one another; empty when the
 * audit's chain is whole and each survey is there wholly or not at all. Nothing else may write meanwhile.
 */
export async function ledgerFaults(database: Database): Promise<string[]> {
  const layer = layerById('solar-lamp');
  const audit = await database.read({ role: 'account_keeper', account: null }, async (transaction) => ({
    verdict: await verifyAudit(transaction),
    surveys: await surveyAudits(transaction),
    changes: await auditedChanges(transaction, layer),
  }));
  const kept = await database.read({ role: 'reader_internal', account: null }, async (transaction) => ({
    surveys: await surveyAccounts(transaction, layer),
    register: await layerStanding(transaction, layer),
  }));
  const faults: string[] = [];
  if (!audit.verdict.ok) faults.push(`the audit is broken at entry ${audit.verdict.brokenAt}`);
  const audited = new Map(audit.surveys.map((survey) => [survey.id, survey]));
  for (const account of kept.surveys) {
    faults.push(...contradictions(account, audited.get(account.id)));
    audited.delete(account.id);
  }
  for (const id of audited.keys()) faults.push(`the audit tells of survey ${id}, which is not there`);
  const approved = kept.surveys.filter(({ state }) => state === 'approved');
  const lamps = approved.reduce((sum, { accepted, changed }) => sum + accepted - changed, 0);
  const { features, version, unversioned } = kept.register;
  if (features !== lamps) faults.push(`${features} lamps stand, and the approved surveys brought ${lamps}`);
  // A part begins with version 1.
  if (version !== 1 + audit.changes) faults.push(`the version is ${version} after ${audit.changes} changes`);
  if (unversioned > 0) faults.push(`${unversioned} changes have no version`);
  return faults;
}

function contradictions(kept: SurveyAccount, audited: SurveyAudit | undefined): string[] {
  const { id, state, accepted, changed } = kept;
  const isApproved = state === 'approved';
  const wanted = {
    hasOriginal: true,
    staged: accepted,
    steps: lives[state],
    events: lives[state],
    inserted: isApproved ? accepted - changed : 0,
    updated: isApproved ? changed : 0,
    history: isApproved ? changed : 0,
  };
  const { events, inserted, updated } = audited ?? { events: '', inserted: 0, updated: 0 };
  const { originalPieces, staged, steps, history } = kept;
  const found = { hasOriginal: originalPieces > 0, staged, steps, events, inserted, updated, history };
  return (Object.keys(wanted) as (keyof typeof wanted)[])
    .filter((name) => found[name] !== wanted[name])
    .map((name) => `${id} is ${state}, and ${name} is ${found[name]}, not ${wanted[name]}`);
}
