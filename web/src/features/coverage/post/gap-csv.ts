import { chainageLabel, type GapReason } from '@phen-dau/geodata';
import type { CoverageMessages } from '../../../messages/use-coverage-messages.ts';
import { cell, csvText } from '../../table/csv.ts';
import type { GapRow } from './gap-rows.ts';

type CsvWords = Pick<CoverageMessages, 'gapTable' | 'measure'>;

/** The gaps as they are listed, for whoever shall mend them; chainages as on the posts and in metres, a dot before decimals. */
export function gapsCsv(
  rows: readonly GapRow[],
  { gapTable, measure }: CsvWords,
  reasonText: (reason: GapReason) => string,
): string {
  const { measure: kind, name, from, to, fromMetres, toMetres, metres, reason, nearestPost, postMetres } = gapTable;
  const heading = [kind, name, from, to, fromMetres, toMetres, metres, reason, nearestPost, postMetres].map(cell);
  const lines = rows.map((row) => {
    const { stretch } = row;
    return [
      cell(measure[row.measure]),
      cell(row.name),
      ...(stretch
        ? [
            ...[stretch.fromMetres, stretch.toMetres].map((chainage) => cell(chainageLabel(chainage))),
            ...[stretch.fromMetres, stretch.toMetres, stretch.metres].map((each) => each.toFixed(1)),
          ]
        : ['', '', '', '', '']),
      cell(reasonText(row.reason)),
      cell(row.nearestPost?.name ?? ''),
      row.nearestPost?.metres.toFixed(0) ?? '',
    ];
  });
  return csvText([heading, ...lines]);
}
