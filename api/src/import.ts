import {
  type Bounds,
  type Clearance,
  type FormatName,
  findCoordinateSystem,
  type Issue,
  type IssueCode,
  IssueList,
  type Layer,
  layerParts,
  type ReadBatch,
  samplePositions,
  Validator,
  type ValidFeature,
  type Vn2000Zone,
  vietNam,
  wgs84,
} from '@phen-dau/geodata';
import type { Actor, Database, Transaction } from './database/database.ts';
import { StatementRefused } from './database/errors.ts';
import { judgeAreas } from './import/area-judgement.ts';
import { datumHint } from './import/datum-hint.ts';
import { namesForReferences } from './import/names.ts';
import { openSourceFile, type SourceFile } from './import/source-file.ts';
import { type ExistingFeatures, storeFeatures } from './import/store.ts';
import { isIssue, namedSystem } from './intake/named-system.ts';
import { recordEvent } from './queries/audit.ts';
import { databaseSystem, type PlanePlace } from './queries/coordinate-systems.ts';
import { provinceBounds } from './queries/imports.ts';

export interface ImportOptions {
  readonly database: Database;
  /** An editor whose role has the clearance. */
  readonly actor: Actor;
  readonly clearance: Clearance;
  /** Path of the file. */
  readonly file: string;
  readonly layer: Layer;
  /** Field -> column, and field -> one value for all features. */
  readonly map?: Readonly<Record<string, string>>;
  readonly set?: Readonly<Record<string, string>>;
  /** The file's coordinate system, whatever the file says: `EPSG:9215`. */
  readonly crs?: string;
  /** Whether a bad geometry is reported (the default) or repaired where one sound repair exists. */
  readonly geometries?: 'report' | 'repair';
  /** What to do with a feature whose id is in the register: refuse the file (the default), update it, or add a new one. */
  readonly existing?: ExistingFeatures;
  /** The zone to name first when the file's coordinate system has to be guessed. */
  readonly provinceZone?: Vn2000Zone;
  readonly onProgress?: (progress: ImportProgress) => void;
}

export interface ImportProgress {
  readonly bytesRead: number;
  readonly bytesTotal: number;
  readonly featuresRead: number;
}

export interface ImportReport {
  /** `refused`: at least one error, and nothing at all was stored. */
  readonly outcome: 'imported' | 'refused';
  /** Null when the format was not recognised. */
  readonly format: FormatName | null;
  /** The coordinate system the file was read in: `EPSG:9215`. */
  readonly crs: string;
  /** SHA-256 of the file in hex; null when it was not read to its end. */
  readonly sha256: string | null;
  readonly bytes: number;
  readonly read: number;
  readonly inserted: number;
  readonly updated: number;
  readonly repaired: number;
  readonly errors: number;
  readonly warnings: number;
  /** At most 100 of each code, in the order found. */
  readonly issues: readonly Issue[];
  readonly issueCounts: Readonly<Partial<Record<IssueCode, number>>>;
}

const batchFeatures = 10_000;

/** Bad files end the transaction by this; it never leaves the module. */
const refused = new Error('refused');

/**
 * Reads a file into a layer: all of its features or none, in one transaction. The file streams through the reader and the
 * validator into batches, and the next batch is read while the database stores the last. Faults of the file are issues of
 * the report; only faults of ours or of the machine are thrown.
 */
export async function importFile(options: ImportOptions): Promise<ImportReport> {
  const run = new ImportRun(options);
  const file = await openSourceFile(options.file);
  if ('code' in file) return run.report(null, [file]);
  try {
    await options.database.transaction(options.actor, (transaction) => run.readInto(transaction, file), {
      statementMs: 300_000,
    });
  } catch (error) {
    if (error instanceof StatementRefused) {
      return run.report(file, [{ code: 'register-refused', severity: 'error', context: { reason: error.refusal } }]);
    }
    if (error !== refused) throw error;
  }
  return run.report(file, []);
}

class ImportRun {
  readonly #options: ImportOptions;
  readonly #issues = new IssueList();
  #validator: Validator | undefined;
  #system = wgs84;
  #bounds: Bounds = vietNam;
  #idByName: Awaited<ReturnType<typeof namesForReferences>> | undefined;
  #statedCrs: string | undefined;
  #read = 0;
  #stored = { inserted: 0, updated: 0 };
  #repaired = 0;
  #complete = false;

  constructor(options: ImportOptions) {
    this.#options = options;
  }

  async readInto(transaction: Transaction, file: SourceFile): Promise<void> {
    const { layer, clearance, onProgress } = this.#options;
    this.#bounds = (await provinceBounds(transaction)) ?? vietNam;
    this.#idByName = await namesForReferences(transaction, layer, clearance);
    const { crs } = this.#options;
    if (crs !== undefined) this.#system = (await this.#named(transaction, crs, [])) ?? this.#system;
    if (this.#issues.errors > 0) throw refused;
    const last = await this.#storeAsRead(transaction, file, onProgress ?? (() => {}));
    if (this.#validator || this.#issues.errors === 0) this.#issues.add(this.#validatorFor().finish());
    if (this.#issues.errors === 0 && last.length > 0) await this.#store(transaction, last);
    if (this.#issues.errors > 0) throw refused;
    this.#complete = true;
    await this.#recordIn(transaction, file);
  }

  /** Stores full batches while the next one is read; answers the last, which is not full. */
  async #storeAsRead(
    transaction: Transaction,
    file: SourceFile,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<readonly ValidFeature[]> {
    let batch: ValidFeature[] = [];
    let storing: Promise<void> = Promise.resolve();
    try {
      for await (const piece of file.format.read(file.bytes)) {
        const found = await this.#accept(transaction, piece);
        onProgress({ bytesRead: piece.bytesRead, bytesTotal: file.bytesTotal, featuresRead: this.#read });
        // After the first error nothing will be stored; the rest is read for its own faults.
        if (this.#issues.errors > 0) batch = [];
        else for (const feature of found) batch.push(feature);
        if (batch.length < batchFeatures) continue;
        await storing;
        storing = this.#store(transaction, batch);
        // Awaited before the next batch or below; without this a failure in between would end the process.
        storing.catch(() => {});
        batch = [];
      }
    } finally {
      // A statement the database refused fails every later one too; the first failure is the one to tell.
      await storing;
    }
    return batch;
  }

  /** The features of one piece that may be stored, geometry judged. */
  async #accept(transaction: Transaction, piece: ReadBatch): Promise<readonly ValidFeature[]> {
    this.#issues.add(piece.issues);
    this.#read += piece.features.length + piece.issues.filter(({ feature }) => feature !== undefined).length;
    if (piece.statedCrs !== undefined) await this.#heed(transaction, piece);
    if (piece.features.length === 0) return [];
    const first = this.#validator === undefined;
    if (first) await this.#tryOn(transaction, piece);
    const validator = this.#validatorFor();
    const validated = validator.validate(piece.features);
    this.#issues.add(validated.issues);
    this.#repaired += validated.issues.filter(({ code }) => code === 'geometry-repaired').length;
    const { layer, geometries = 'report' } = this.#options;
    const judged = await judgeAreas(transaction, layer, validated, geometries);
    this.#issues.add(judged.issues);
    this.#repaired += judged.repaired;
    if (first && this.#system.definition === null) this.#issues.add(await datumHint(transaction, judged.accepted));
    return judged.accepted;
  }

  /** Takes note of the system the file states, which `--crs` overrides. */
  async #heed(transaction: Transaction, { statedCrs, features }: ReadBatch): Promise<void> {
    if (statedCrs === undefined || this.#options.crs !== undefined || statedCrs === this.#statedCrs) return;
    this.#statedCrs = statedCrs;
    const system = await this.#named(transaction, statedCrs, samplePositions(features, 5));
    if (!system) return;
    if (!this.#validator) this.#system = system;
    else if (system.definition !== this.#system.definition) {
      this.#issues.add([{ code: 'crs-behind-features', severity: 'error', context: { stated: system.code } }]);
    }
  }

  /** A system that only the database knows is tried on the first features: the file may state it before there are any. */
  async #tryOn(transaction: Transaction, { features }: ReadBatch): Promise<void> {
    const stated = this.#options.crs ?? this.#statedCrs;
    if (stated === undefined || findCoordinateSystem(stated)) return;
    if (this.#issues.errors === 0) await this.#named(transaction, stated, samplePositions(features, 5));
  }

  /** The system, or undefined once what is wrong with it has been said. */
  async #named(transaction: Transaction, text: string, places: readonly PlanePlace[]) {
    const found = await namedSystem(text, places, (code, tried) => databaseSystem(transaction, code, tried));
    if (!isIssue(found)) return found;
    this.#issues.add([found]);
    return undefined;
  }

  #validatorFor(): Validator {
    if (this.#validator) return this.#validator;
    const { layer, map, set, geometries, provinceZone } = this.#options;
    this.#validator = new Validator(layer, {
      system: this.#system,
      bounds: this.#bounds,
      ...(map && { map }),
      ...(set && { set }),
      ...(geometries && { geometries }),
      ...(provinceZone && { provinceZone }),
      ...(this.#idByName && { idByName: this.#idByName }),
    });
    this.#issues.add(this.#validator.mappingIssues());
    return this.#validator;
  }

  async #store(transaction: Transaction, batch: readonly ValidFeature[]): Promise<void> {
    const { layer, clearance, existing = 'refuse' } = this.#options;
    const stored = await storeFeatures(transaction, layer, clearance, batch, existing);
    this.#issues.add(stored.issues);
    this.#stored = {
      inserted: this.#stored.inserted + stored.inserted,
      updated: this.#stored.updated + stored.updated,
    };
  }

  async #recordIn(transaction: Transaction, file: SourceFile): Promise<void> {
    const detail = { sha256: file.sha256(), bytes: file.bytesTotal, format: file.format.name, ...this.#stored };
    // How much came in may tell of restricted features, so the entry is as protected as the layer can be.
    const { layer } = this.#options;
    const sensitivity = layerParts(layer).at(-1)?.sensitivity ?? 'restricted';
    await recordEvent(transaction, { action: 'layer.import', outcome: 'done', layer: layer.id, sensitivity, detail });
  }

  report(file: SourceFile | null, more: readonly Issue[]): ImportReport {
    this.#issues.add(more);
    const done = this.#complete && this.#issues.errors === 0;
    return {
      outcome: done ? 'imported' : 'refused',
      format: file?.format.name ?? null,
      crs: this.#system.code,
      sha256: done && file ? file.sha256() : null,
      bytes: file?.bytesTotal ?? 0,
      read: this.#read,
      inserted: done ? this.#stored.inserted : 0,
      updated: done ? this.#stored.updated : 0,
      repaired: this.#repaired,
      errors: this.#issues.errors,
      warnings: this.#issues.warnings,
      issues: this.#issues.kept,
      issueCounts: this.#issues.counts,
    };
  }
}
