import type { Issue } from '../issue.ts';
import { say } from '../text.ts';
import { addTimes } from './gpx.ts';
import { type Properties, setProperty } from './properties.ts';
import type { ReadBudget } from './read-budget.ts';
import { sourceText } from './source-text.ts';
import { statedSystem } from './stated-system.ts';
import type { SurveyBatch, SurveyFeature, SurveyReader, TableOptions } from './survey-reader.ts';
import { angleCells, angleOf } from './table-angles.ts';
import { type PlaceColumns, planTable, type TablePlan } from './table-columns.ts';
import { degreesPair, numberPair, pairInCell } from './table-place.ts';
import { type Delimiter, delimiterOf, type TableRow, tableRows } from './table-rows.ts';
import { momentOfRow, saysZone, type TimeColumns, timeColumns } from './table-times.ts';
import { TrackPartBuilder } from './track-builder.ts';
import { geometryOfText, statedSrid } from './well-known-text.ts';

/** CSV, TSV and tables pasted from a spreadsheet or a page of coordinates, with whatever numbers Viet Nam writes. */
export const table: SurveyReader = {
  name: 'table',
  title: say('Bảng (CSV)', 'Table (CSV)'),
  extensions: ['.csv', '.tsv', '.txt', '.tab'],
  detect(head, fileName) {
    const text = firstText(head);
    if (!isText(text) || /^\s*[<{]/.test(text) || isReceiverLog(head)) return false;
    return delimiterOf(text) !== null || (/\.(?:csv|tsv|txt|tab)$/i.test(fileName) && text.trim() !== '');
  },
  async *read(bytes, { budget, table: options = {} }) {
    const text = sourceText(bytes);
    if (text.issues.length > 0) yield { features: [], issues: text.issues };
    const delimiter = delimiterOf(firstText(bytes)) ?? '\t';
    yield* readRows(text.pieces(), delimiter, budget, options);
  },
};

/** Whether a text is what a receiver says to the devices beside it (NMEA 0183), which has commas and is no table. */
export const isReceiverLog = (head: Uint8Array): boolean =>
  /^\s*(?:\$G[A-Z]{4}|\$P[A-Z]{3,}|!AIVD[MO]),/.test(firstText(head));

/** Whether it can be text: no zero bytes, and of other control signs no more than a slip of somebody's keys. */
function isText(text: string): boolean {
  let strange = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === 0) return false;
    if (sign < 9 || (sign > 13 && sign < 32) || sign === 0xfffd) strange++;
  }
  return strange * 50 <= text.length;
}

/** Rows that are looked at before the table is understood. */
const plannedRows = 60;
const batchRows = 2000;

async function* readRows(
  pieces: Generator<string, void, void>,
  delimiter: Delimiter,
  budget: ReadBudget,
  options: TableOptions,
): AsyncGenerator<SurveyBatch, void, void> {
  const rows = tableRows(pieces, delimiter);
  const first: TableRow[] = [];
  while (first.length < plannedRows) {
    const row = rows.next();
    if (row.done) break;
    first.push(row.value);
  }
  const plan = planTable(first.map(({ cells }) => cells));
  if (!plan || plan === 'angles-unclear') {
    const columns = (first.find(({ cells }) => cells.length > 1) ?? first[0])?.cells.slice(0, 20).join(', ') ?? '';
    const code = plan ? 'table-angles-unclear' : 'table-without-places';
    yield { features: [], issues: [{ code, severity: 'error', context: { columns } }] };
    return;
  }
  const statedCrs = statedBy(first, plan);
  if (statedCrs !== undefined) yield { features: [], issues: [], statedCrs };
  const data = first.slice(plan.headRows).map(({ cells }) => cells);
  const times = options.shape === 'line' ? timeColumns(plan.columns, data) : null;
  const reading = new TableReading(plan, budget, options, times);
  for (const row of first.slice(plan.headRows)) reading.add(row);
  let more = rows.next();
  for (let count = 0; !more.done && budget.spent === null; more = rows.next()) {
    reading.add(more.value);
    if (++count % batchRows === 0) yield reading.take();
  }
  reading.finish();
  yield reading.take();
}

class TableReading {
  readonly #plan: TablePlan;
  readonly #budget: ReadBudget;
  readonly #options: TableOptions;
  /** Of the place and, where rows are joined to a walk, of its times: what is read of them is no attribute besides. */
  readonly #ownColumns: ReadonlySet<number>;
  readonly #groupColumn: number;
  readonly #times: TimeColumns | null;
  readonly #groups = new Map<string, { part: TrackPartBuilder; properties: Properties }>();
  #zonesAssumed = 0;
  readonly #words: Map<string, string>[] = [];
  #features: SurveyFeature[] = [];
  #issues: Issue[] = [];
  #index = 0;

  constructor(plan: TablePlan, budget: ReadBudget, options: TableOptions, times: TimeColumns | null) {
    this.#times = times;
    this.#plan = plan;
    this.#budget = budget;
    this.#options = options;
    const { place } = plan;
    this.#ownColumns = new Set([...columnsOfPlace(place), ...(times ? [times.at, times.clock ?? times.at] : [])]);
    this.#groupColumn =
      options.groupBy === undefined ? -1 : plan.columns.indexOf(options.groupBy.normalize('NFC').trim());
  }

  add({ cells, line, fault }: TableRow): void {
    if (cells.every((cell) => cell === '') && !fault) return;
    const { columns } = this.#plan;
    const overflowing = cells.length > columns.length && cells.slice(columns.length).some((cell) => cell !== '');
    const reason = fault ?? (overflowing ? 'row-cells' : null);
    const geometry = reason === null ? this.#geometryOf(cells) : null;
    if (reason !== null || geometry === 'unreadable') {
      const place = this.#plan.place.kind === 'text' ? 'row-geometry' : 'row-place';
      const context = { line, reason: reason ?? place };
      this.#issues.push({ code: 'row-unreadable', severity: 'error', feature: this.#index++, context });
      return;
    }
    if (!this.#budget.addVertices(1)) return;
    const properties = this.#propertiesOf(cells);
    if (this.#collects(geometry)) {
      this.#collect(geometry.coordinates as [number, number], cells, properties);
      return;
    }
    if (!this.#budget.addFeatures(1)) return;
    this.#features.push({ kind: 'row', index: this.#index++, id: idOf(properties), geometry, properties });
  }

  finish(): void {
    const area = this.#options.shape === 'area';
    for (const { part, properties } of this.#groups.values()) {
      if (!this.#budget.addFeatures(1)) break;
      const { positions } = part;
      const [first] = positions;
      const closed = first && area ? [...positions, first] : positions;
      const geometry = area
        ? { type: 'Polygon', coordinates: [closed] }
        : { type: 'LineString', coordinates: positions };
      const fixes = this.#times ? [part.fixes()] : undefined;
      if (fixes) addTimes(properties, fixes);
      this.#features.push({
        ...{ kind: fixes ? 'track' : 'feature', index: this.#index++, id: idOf(properties), geometry, properties },
        ...(fixes && { fixes }),
      });
    }
    this.#groups.clear();
    if (this.#zonesAssumed > 0) {
      const context = { count: this.#zonesAssumed };
      this.#issues.push({ code: 'times-zone-assumed', severity: 'warning', context });
    }
  }

  take(): SurveyBatch {
    const taken = { features: this.#features, issues: this.#issues };
    this.#features = [];
    this.#issues = [];
    return taken;
  }

  #collects(
    geometry: { type: string; coordinates?: unknown } | null,
  ): geometry is { type: 'Point'; coordinates: unknown } {
    return (this.#options.shape ?? 'points') !== 'points' && geometry?.type === 'Point';
  }

  #collect(position: [number, number], cells: readonly string[], properties: Properties): void {
    const key = cells[this.#groupColumn] ?? '';
    const group = this.#groups.get(key) ?? { part: new TrackPartBuilder(), properties };
    this.#groups.set(key, group);
    const moment = this.#times ? momentOfRow(cells, this.#times) : Number.NaN;
    if (this.#times && !this.#times.isSaid && Number.isFinite(moment) && !saysZone(cells, this.#times)) {
      this.#zonesAssumed++;
    }
    group.part.add(...position, moment, Number.NaN, Number.NaN);
  }

  /** Null for a row that says nothing about its place: a feature all the same, and the validator asks for it. */
  #geometryOf(cells: readonly string[]): { type: string; coordinates?: unknown } | null | 'unreadable' {
    const { place } = this.#plan;
    if (place.kind === 'pair') {
      const [x = '', y = ''] = [cells[place.x], cells[place.y]];
      if (x === '' && y === '') return null;
      const [a, b] = numberPair(x, y);
      const position = place.swapped ? [b, a] : [a, b];
      if (position.every(Number.isFinite)) return { type: 'Point', coordinates: position };
      const degrees = place.swapped ? degreesPair(x, y) : degreesPair(y, x);
      return degrees ? { type: 'Point', coordinates: degrees } : 'unreadable';
    }
    if (place.kind === 'angles') {
      if (angleCells(place).every((at) => (cells[at] ?? '') === '')) return null;
      const position = [angleOf(cells, place.longitude), angleOf(cells, place.latitude)];
      return position.includes(null) ? 'unreadable' : { type: 'Point', coordinates: position };
    }
    const cell = cells[place.at] ?? '';
    if (cell === '') return null;
    if (place.kind === 'text') return geometryOfText(cell) ?? 'unreadable';
    const pair = pairInCell(cell);
    if (!pair) return 'unreadable';
    const swapped = place.swapped && pair.written === 'metres';
    return { type: 'Point', coordinates: swapped ? pair.position.toReversed() : pair.position };
  }

  /** The same text for the same word again: most columns hold a few words over and over, and memory is what rows cost. */
  #shared(column: number, text: string): string {
    let words = this.#words[column];
    if (!words) {
      words = new Map();
      this.#words[column] = words;
    }
    const known = words.get(text);
    if (known !== undefined) return known;
    if (words.size < 200) words.set(text, text);
    return text;
  }

  #propertiesOf(cells: readonly string[]): Properties {
    const properties: Properties = {};
    for (const [at, name] of this.#plan.columns.entries()) {
      const cell = cells[at] ?? '';
      if (cell === '' || this.#ownColumns.has(at)) continue;
      // The apostrophe our own export puts before what a spreadsheet would run.
      const plain = cell.startsWith("'") && /^'[=+\-@\t\r\n\0]/.test(cell) ? cell.slice(1) : cell;
      if (name === '__proto__') setProperty(properties, name, plain);
      else properties[name] = this.#shared(at, plain);
    }
    return properties;
  }
}

function columnsOfPlace(place: PlaceColumns): number[] {
  if (place.kind === 'pair') return [place.x, place.y];
  return place.kind === 'angles' ? angleCells(place) : [place.at];
}

function idOf(properties: Properties): string | null {
  const id = properties.id ?? properties.Mã ?? properties.Id;
  return typeof id === 'string' ? id : null;
}

/** The system a table names: by the SRID of its first geometry, or in its heading and the lines above. */
function statedBy(rows: readonly TableRow[], { place, headRows }: TablePlan): string | undefined {
  if (place.kind !== 'text') return statedSystem(rows.slice(0, headRows).map(({ cells }) => cells.join('\t')));
  const srid = statedSrid(rows[headRows]?.cells[place.at] ?? '');
  return srid === undefined ? undefined : `EPSG:${srid}`;
}

/** The beginning of a file as text, cut at its last whole line. */
function firstText(bytes: Uint8Array): string {
  const { value } = sourceText(bytes.subarray(0, 16 * 1024))
    .pieces()
    .next();
  const text = typeof value === 'string' ? value.replace(/^\uFEFF/, '').replace(/\ufffd$/, '') : '';
  const end = text.lastIndexOf('\n');
  return bytes.length > 16 * 1024 && end > 0 ? text.slice(0, end) : text;
}
