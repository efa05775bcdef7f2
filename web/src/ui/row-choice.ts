/** Rows that can be chosen, several at a time, beside being opened. */
export interface RowChoice<Row> {
  /** Undefined: it cannot be chosen. */
  readonly isChosen: (row: Row) => boolean | undefined;
  /** What its checkbox is called. */
  readonly label: (row: Row) => string;
  readonly onChoose: (rows: readonly Row[], isChosen: boolean) => void;
}

/** The rows a choice at `index` concerns: itself, or all from the one that was chosen last where a range is asked for. */
export function chosenRange<Row>(
  rows: readonly Row[],
  index: number,
  { last, isRange }: { readonly last: number | undefined; readonly isRange: boolean },
): readonly Row[] {
  const from = isRange ? (last ?? index) : index;
  return rows.slice(Math.min(from, index), Math.max(from, index) + 1);
}
