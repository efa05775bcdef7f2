/** A row of a delimited text; `fault` when it cannot be cut into cells. */
export interface TableRow {
  readonly cells: readonly string[];
  /** The line of the file on which the row begins, from 1. */
  readonly line: number;
  readonly fault?: 'row-too-long';
}

export type Delimiter = '\t' | ';' | ',' | '|' | 'blank';

/** An area with many corners as WKT is long; anything longer is a quote that never closes. */
const longestRow = 16 * 1024 * 1024;

/**
 * Cuts a delimited text (RFC 4180 and what spreadsheets make of it) into rows as it comes. Rejected: csv-parse and papaparse,
 * which want the delimiter beforehand or guess it without the decimal comma, and hold a row that never ends without limit.
 */
export function* tableRows(pieces: Iterable<string>, delimiter: Delimiter): Generator<TableRow, void, void> {
  let held = '';
  let scanned = 0;
  let inQuotes = false;
  let line = 1;
  let first = true;
  for (const piece of pieces) {
    held += first ? piece.replace(/^\uFEFF/, '') : piece;
    first = false;
    let start = 0;
    let at = scanned;
    // The last sign may be the first half of `\r\n` or of a doubled quote: it waits for the next piece.
    for (; at < held.length - 1; at++) {
      const sign = held.charCodeAt(at);
      if (sign === quote) inQuotes = !inQuotes;
      else if ((sign === lineFeed || sign === carriageReturn) && !inQuotes) {
        const row = held.slice(start, at);
        yield rowOf(row, delimiter, line);
        line += 1 + linesIn(row);
        if (sign === carriageReturn && held.charCodeAt(at + 1) === lineFeed) at++;
        start = at + 1;
      }
    }
    held = held.slice(start);
    scanned = Math.max(0, at - start);
    if (held.length > longestRow) {
      yield { cells: [], line, fault: 'row-too-long' };
      return;
    }
  }
  const last = held.replace(/\r?\n$|\r$/, '');
  if (last === '') return;
  if (inQuotes && !last.endsWith('"')) yield { cells: [], line, fault: 'row-too-long' };
  else yield rowOf(last, delimiter, line);
}

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

function rowOf(text: string, delimiter: Delimiter, line: number): TableRow {
  return { cells: cellsOf(text.normalize('NFC'), delimiter), line };
}

function linesIn(row: string): number {
  let count = 0;
  for (let at = row.indexOf('\n'); at !== -1; at = row.indexOf('\n', at + 1)) count++;
  return count;
}

function cellsOf(text: string, delimiter: Delimiter): string[] {
  if (delimiter === 'blank') return text.trim().split(/\s+/);
  if (!text.includes('"')) return text.split(delimiter).map((cell) => cell.trim());
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    while (text[at] === ' ') at++;
    if (text[at] === '"') {
      let value = '';
      let from = at + 1;
      for (;;) {
        const end = text.indexOf('"', from);
        if (end === -1) {
          value += text.slice(from);
          at = text.length;
          break;
        }
        value += text.slice(from, end);
        if (text[end + 1] !== '"') {
          at = end + 1;
          break;
        }
        value += '"';
        from = end + 2;
      }
      const next = text.indexOf(delimiter, at);
      cells.push(value + text.slice(at, next === -1 ? text.length : next).trim());
      at = next;
    } else {
      const next = text.indexOf(delimiter, at);
      cells.push(text.slice(at, next === -1 ? text.length : next).trim());
      at = next;
    }
    if (at === -1) return cells;
    at++;
  }
}

/**
 * The delimiter of a text, judged from its first lines; null when no line has two cells. A comma is the last to be asked: in
 * Viet Nam it stands inside numbers.
 */
export function delimiterOf(text: string): Delimiter | null {
  const lines = text
    .replace(/"(?:[^"]|"")*"/g, '""')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 40);
  for (const delimiter of ['\t', ';', '|', ','] as const) {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const usual = counts.toSorted((one, other) => one - other)[Math.floor(counts.length / 2)] ?? 0;
    const agreeing = counts.filter((count) => count === usual).length;
    if (usual > 0 && agreeing * 3 >= counts.length * 2) return delimiter;
  }
  // Rows of uneven length, the usual thing when somebody typed them: one sign in the heading and in most rows will do.
  for (const delimiter of ['\t', ';', '|', ','] as const) {
    const cut = lines.filter((line) => line.includes(delimiter)).length;
    if (lines[0]?.includes(delimiter) && cut * 3 >= lines.length * 2) return delimiter;
  }
  const blanks = lines.filter((line) => /^(?:\S+\s+)?[-+\d][\d.,]*\s+[-+\d][\d.,]*(?:\s|$)/.test(line.trim()));
  return blanks.length * 2 >= lines.length && lines.length > 0 ? 'blank' : null;
}
