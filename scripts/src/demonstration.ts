import {
  type Actor,
  createAccount,
  type Database,
  insertFeatures,
  listAccounts,
  listFeatures,
  type NewFeature,
  recordEvent,
} from '@phen-dau/api';
import { catalogue, type Layer, layerById } from '@phen-dau/geodata';
import { PlainError } from './command.ts';
import { type DemonstrationFeature, makeDemonstrationProvince } from './demo-province/index.ts';
import { demonstrationAccounts } from './demonstration-accounts.ts';

/** Posts and markers first: the others refer to them. */
const first = ['border-post', 'border-marker'];
const loadingOrder: readonly Layer[] = [
  ...catalogue.filter((layer) => first.includes(layer.id)),
  ...catalogue.filter((layer) => !first.includes(layer.id)),
];

const editor: Actor = { role: 'editor_restricted', account: null, why: 'demonstration province' };
const keeper: Actor = { role: 'account_keeper', account: null };

export interface LoadedDemonstration {
  readonly features: number;
  readonly accounts: number;
}

/**
 * Loads the demonstration province and its accounts into an empty database, by the same insert as an import; all features
 * or none. Refuses a database that holds a feature or an account already.
 */
export async function loadDemonstration(
  database: Database,
  { password, seed, log }: { readonly password: string; readonly seed?: number; readonly log: (line: string) => void },
): Promise<LoadedDemonstration> {
  await refuseUnlessEmpty(database);
  const province = makeDemonstrationProvince(seed);
  let features = 0;
  await database.transaction(
    editor,
    async (transaction) => {
      for (const layer of loadingOrder) {
        const made = province.features.filter((feature) => feature.layer === layer.id).map(newFeature);
        const { inserted } = await insertFeatures(transaction, layer, made);
        features += inserted;
        log(`  ${layer.title.en}: ${inserted}`);
      }
      await recordEvent(transaction, { action: 'demonstration.load', outcome: 'done', detail: { features } });
    },
    { statementMs: 120_000 },
  );
  const posts = await database.read(editor, (transaction) =>
    listFeatures(transaction, layerById('border-post'), 'restricted', { limit: 1000, geometry: 'none' }),
  );
  for (const { username, role, clearance, ...more } of demonstrationAccounts) {
    const post = 'post' in more ? posts.rows.find((row) => String(row.properties.name).includes(more.post)) : undefined;
    const account = { username, role, clearance, postId: post?.id ?? null, password, demonstration: true } as const;
    const { outcome } = await createAccount(database, account);
    if (outcome !== 'created') throw new Error(`The demonstration account ${username} was not created: ${outcome}`);
  }
  return { features, accounts: demonstrationAccounts.length };
}

/** Whether nothing has been registered in this database yet: no feature and no account. */
export async function isEmpty(database: Database): Promise<boolean> {
  const accounts = await database.read(keeper, listAccounts);
  if (accounts.length > 0) return false;
  return database.read(editor, async (transaction) => {
    for (const layer of catalogue) {
      const page = await listFeatures(transaction, layer, 'restricted', { limit: 1, geometry: 'none' });
      if (page.numberMatched > 0) return false;
    }
    return true;
  });
}

async function refuseUnlessEmpty(database: Database): Promise<void> {
  if (!(await isEmpty(database))) {
    throw new PlainError('The database holds data already; the demonstration is loaded only into an empty one.');
  }
}

function newFeature({ layer: _, earlier = [], ...feature }: DemonstrationFeature): NewFeature {
  return { ...feature, states: earlier };
}
