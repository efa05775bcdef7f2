import { type Layer, layerParts, type SurveyState } from '@phen-dau/geodata';
import type { Row, Transaction } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { historyOf, tableOf } from './feature-source.ts';

/** What is kept of a survey, each thing counted where it is kept. */
export interface SurveyAccount extends Row {
  readonly id: string;
  readonly state: SurveyState;
  /** What the reading says: features that may enter the register, and of these the ones that change one of it. */
  readonly accepted: number;
  readonly changed: number;
  readonly originalPieces: number;
  readonly staged: number;
  /** Earlier states of features that were replaced on its behalf. */
  readonly history: number;
  /** What was done with it, in order: `upload submit`. */
  readonly steps: string;
}

/** What the audit says of a survey: features inserted and updated on its behalf, and what was done with it, in order. */
export interface SurveyAudit extends Row {
  readonly id: string;
  readonly inserted: number;
  readonly updated: number;
  readonly events: string;
}

/** All surveys of a layer, as far as the transaction's role reads them. */
export function surveyAccounts(transaction: Transaction, layer: Layer): Promise<SurveyAccount[]> {
  return transaction.query<SurveyAccount>(sql`
    select id, state, (reading->>'accepted')::integer as accepted,
      coalesce((reading->>'changed')::integer, 0) as changed,
      (select count(*) from survey.original where survey_id = survey.id) as "originalPieces",
      (select coalesce(sum(features), 0) from survey.page where survey_id = survey.id) as staged,
      (select count(*) from ${historyOf(onlyPart(layer))} where why = 'survey ' || survey.id) as history,
      (select coalesce(string_agg(action, ' ' order by number), '') from survey.step
        where survey_id = survey.id and action <> 'change') as steps
    from survey.survey where layer = ${layer.id}`);
}

/** All surveys that the audit tells of; needs the role `account_keeper`. */
export function surveyAudits(transaction: Transaction): Promise<SurveyAudit[]> {
  return transaction.query<SurveyAudit>(sql`
    select coalesce(detail->>'id', substr(why, 8)) as id,
      coalesce(sum(features) filter (where action = 'feature.insert'), 0) as inserted,
      coalesce(sum(features) filter (where action = 'feature.update'), 0) as updated,
      coalesce(string_agg(substr(action, 8), ' ' order by position) filter (where action like 'survey.%'), '') as events
    from audit.entry where action like 'survey.%' or why like 'survey %' group by 1`);
}

/** How often the audit says that a layer was changed; needs the role `account_keeper`. */
export async function auditedChanges(transaction: Transaction, layer: Layer): Promise<number> {
  const [row] = await transaction.query<{ changes: number }>(sql`
    select count(*) as changes from audit.entry where part = ${nameOf(layer)}`);
  return row?.changes ?? 0;
}

/** What a layer holds now; `unversioned`: changes that have raised no version. */
export async function layerStanding(
  transaction: Transaction,
  layer: Layer,
): Promise<{ readonly features: number; readonly version: number; readonly unversioned: number }> {
  const name = nameOf(layer);
  const [row] = await transaction.query<{ features: number; version: number; unversioned: number }>(sql`
    select (select count(*) from ${tableOf(onlyPart(layer))}) as features,
      (select version from register.layer_version where part = ${name}) as version,
      (select count(*) from register.layer_change where part = ${name} and version is null) as unversioned`);
  return row ?? { features: 0, version: 0, unversioned: 0 };
}

function onlyPart(layer: Layer) {
  const [part, other] = layerParts(layer);
  if (!part || other) throw new Error(`${layer.id} is not one table`);
  return part;
}

const nameOf = (layer: Layer): string => {
  const { schema, table } = onlyPart(layer);
  return `${schema}.${table}`;
};
