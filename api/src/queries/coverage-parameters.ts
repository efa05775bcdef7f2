import { type MeasureParameters, measureDefaults } from '@phen-dau/geodata';
import type { Transaction } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** What the province measures with; `setAt` null while nobody has said anything else than the defaults. */
export interface ProvinceParameters {
  readonly parameters: MeasureParameters;
  readonly setAt: Date | null;
}

/** The province's own parameters; what they do not name is as the program has it. */
export async function provinceParameters(transaction: Transaction): Promise<ProvinceParameters> {
  const [row] = await transaction.query<{ parameters: Partial<MeasureParameters>; set_at: Date }>(sql`
    select parameters, set_at from coverage.parameters order by id desc limit 1`);
  return { parameters: { ...measureDefaults, ...row?.parameters }, setAt: row?.set_at ?? null };
}

/** Sets them from now on; what was set before stays on record. The caller has made sure that they are such parameters. */
export async function setProvinceParameters(transaction: Transaction, parameters: object): Promise<void> {
  await transaction.query(sql`
    insert into coverage.parameters (parameters) values (${JSON.stringify(parameters)}::jsonb)`);
}
