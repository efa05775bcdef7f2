import { z } from '@hono/zod-openapi';
import { type CoveragePeriod, type MeasureParameters, say } from '@phen-dau/geodata';
import { invalid } from '../problem.ts';

const decimal = /^\d{1,6}(\.\d{1,6})?$/;
const whole = /^\d{1,6}$/;

/** A number within its bounds, which the description tells and so does whatever refuses another. */
const number = (least: number, most: number, meaning: string, form = decimal) => {
  const bounds = `${least} … ${most}`;
  return z
    .string()
    .transform((text, context) => {
      const value = form.test(text) ? Number(text) : Number.NaN;
      if (!(value >= least && value <= most)) context.addIssue({ code: 'custom', message: bounds });
      return value;
    })
    .openapi({ description: `${meaning}; ${bounds}` });
};
const day = z.iso
  .date()
  .pipe(z.string().refine((text) => text >= '1900-01-01' && text <= '2200-12-31', '1900-01-01 … 2200-12-31'));

/** The parameters every coverage address takes; what is absent is as the province measures. */
export const coverageQuery = z.strictObject({
  asOf: day.optional().openapi({ description: 'The day whose works are measured; today when absent' }),
  border: number(0, 20_000, 'Border counts within this of a usable road, metres').optional(),
  access: number(0, 5_000, 'A marker is reached within this of a road, metres').optional(),
  light: number(0, 500, 'A working lamp lights the road within this, metres').optional(),
  gap: number(0, 100_000, 'Shorter gaps are not listed, metres').optional(),
  minutes: number(1, 1_440, 'Reach of the post that is told, minutes').optional(),
  visits: number(1, 366, 'Days of visit that make a stretch regularly patrolled', whole).optional(),
  from: day.optional().openapi({ description: 'First day of visits counted; open when absent' }),
  to: day.optional().openapi({ description: 'Last day of visits counted; open when absent' }),
});
export type CoverageQuery = z.output<typeof coverageQuery>;

/** The period asked for; one that ends before it begins is refused. */
export function periodAsked({ from, to }: CoverageQuery): CoveragePeriod {
  if (from === undefined || to === undefined || from <= to) return { from: from ?? null, to: to ?? null };
  const message = say('Ngày cuối đứng trước ngày đầu', 'The last day comes before the first');
  throw invalid([{ code: 'parameter-invalid', severity: 'error', parameter: 'to', message }]);
}

/** The province's parameters with what the address says in their place. */
export function parametersAsked(own: MeasureParameters, query: CoverageQuery): MeasureParameters {
  const { border, access, light, gap, minutes, visits } = query;
  return {
    ...own,
    ...(border !== undefined && { borderMetres: border }),
    ...(access !== undefined && { accessMetres: access }),
    ...(light !== undefined && { lightMetres: light }),
    ...(gap !== undefined && { gapMetres: gap }),
    ...(minutes !== undefined && { reachMinutes: minutes }),
    ...(visits !== undefined && { visitDays: visits }),
  };
}
