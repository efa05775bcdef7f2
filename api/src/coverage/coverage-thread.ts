// The thread in which coverage is computed: a province takes a tenth of a second to pack and with other parameters up to a
// second to measure, and the API must go on answering. It asks the database nothing; the API hands it the rows.
import { parentPort } from 'node:worker_threads';
import type { CoverageFeatures, CoverageLayer } from '@phen-dau/geodata';
import type { Row } from '../database/database.ts';
import { type ChangedRows, type CoverageRows, featuresByDay, featuresOf } from '../queries/coverage-rows.ts';
import { jsonOf } from './json-of.ts';
import { lastDayOf } from './months.ts';
import type { CoverageTask, FromCoverage, ToCoverage } from './task.ts';
import { answerTo, changedWorks, rowsOfMonth, type WorksOfDay, worksOfDay } from './works-of-day.ts';

const port = parentPort;
if (!port) throw new Error('This file is a worker');

/** Works as they were handed over, or others with what changed in them, made ready when first asked about. */
class HeldWorks {
  readonly #rows = new Map<CoverageLayer, Row[]>();
  readonly #asOf: string | null;
  readonly #dataVersion: string;
  #day: WorksOfDay | undefined;
  #before: { readonly works: HeldWorks; readonly changes: readonly ChangedRows[] } | undefined;
  #history: ((day: string) => CoverageFeatures) | undefined;

  constructor(asOf: string | null, dataVersion: string) {
    this.#asOf = asOf;
    this.#dataVersion = dataVersion;
  }

  add(rows: CoverageRows): void {
    for (const [layer, some] of rows) {
      const known = this.#rows.get(layer) ?? [];
      for (const row of some) known.push(row);
      this.#rows.set(layer, known);
    }
  }

  edited(dataVersion: string, changes: readonly ChangedRows[]): HeldWorks {
    const edited = new HeldWorks(this.#asOf, dataVersion);
    edited.#before = { works: this, changes };
    return edited;
  }

  answer(task: CoverageTask): object | null {
    if (task.kind !== 'month') return answerTo(this.#ofDay(), task);
    this.#history ??= featuresByDay(this.#read());
    const last = lastDayOf(task.month);
    return rowsOfMonth(worksOfDay(last, this.#dataVersion, this.#history(last)), task.month, task.parameters);
  }

  #ofDay(): WorksOfDay {
    if (this.#day) return this.#day;
    if (this.#asOf === null) throw new Error('A question about a day was asked of all states');
    this.#day = this.#before
      ? changedWorks(this.#before.works.#ofDay(), this.#dataVersion, this.#before.changes)
      : worksOfDay(this.#asOf, this.#dataVersion, featuresOf(this.#read()));
    this.#before = undefined;
    return this.#day;
  }

  /** The rows, which are let go: what is made of them is kept. */
  #read(): CoverageRows {
    const rows = [...this.#rows];
    this.#rows.clear();
    return rows;
  }
}

const held = new Map<number, HeldWorks>();

function answerOf(works: number, task: CoverageTask): Uint8Array<ArrayBuffer> | null {
  const asked = held.get(works);
  if (!asked) throw new Error(`Works ${works} are not held`);
  const answer = asked.answer(task);
  return answer && new TextEncoder().encode(jsonOf(answer));
}

function compute({ works, serial, task }: ToCoverage & { kind: 'compute' }): void {
  try {
    const json = answerOf(works, task);
    port?.postMessage({ serial, json } satisfies FromCoverage, json ? [json.buffer] : []);
  } catch (error) {
    const failed = error instanceof Error ? (error.stack ?? error.message) : String(error);
    port?.postMessage({ serial, failed } satisfies FromCoverage);
  }
}

function edit({ works, of, dataVersion, changes }: ToCoverage & { kind: 'edit' }): void {
  const before = held.get(of);
  if (before) held.set(works, before.edited(dataVersion, changes));
}

port.on('message', (message: ToCoverage) => {
  if (message.kind === 'open') held.set(message.works, new HeldWorks(message.asOf, message.dataVersion));
  else if (message.kind === 'add') held.get(message.works)?.add(message.rows);
  else if (message.kind === 'edit') edit(message);
  else if (message.kind === 'forget') held.delete(message.works);
  else compute(message);
});
