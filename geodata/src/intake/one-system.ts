import { findCoordinateSystem, wgs84 } from '../coordinates/coordinate-system.ts';
import type { Issue } from '../issue.ts';
import { eachSourcePosition } from './positions.ts';
import type { SurveyBatch, SurveyFeature } from './survey-reader.ts';

/**
 * Holds the files of one archive to one coordinate system, since the features of a survey are moved together: those of a file
 * in another one would land a thousand kilometres off. They are left out with an error that names both files and systems.
 */
export class OneSystem {
  #first: { readonly file: string; readonly system: string; readonly title: string } | null = null;
  #file = '';
  #stated: string | undefined;
  #isTold = false;

  /** The next file of the archive begins. */
  begin(file: string): void {
    this.#file = file.slice(-60);
    this.#stated = undefined;
    this.#isTold = false;
  }

  /** The batch as it may be handed on. */
  held(batch: SurveyBatch): SurveyBatch {
    this.#stated = batch.statedCrs ?? this.#stated;
    if (batch.features.length === 0 && batch.statedCrs === undefined) return batch;
    const found = systemOf(this.#stated, batch.features);
    if (!found) return batch;
    this.#first ??= { file: this.#file, ...found };
    const { file, system, title } = this.#first;
    if (system === found.system || file === this.#file) return batch;
    const context = { file, system: title, otherFile: this.#file, otherSystem: found.title };
    const issue: Issue = { code: 'crs-several', severity: 'error', context };
    const issues = this.#isTold ? batch.issues : [...batch.issues, issue];
    this.#isTold = true;
    return { features: [], issues };
  }
}

/** What a file is in; null while nothing tells. Degrees without a word are WGS 84, as they are in a file by itself. */
function systemOf(
  stated: string | undefined,
  features: readonly SurveyFeature[],
): { readonly system: string; readonly title: string } | null {
  if (stated !== undefined) {
    const known = findCoordinateSystem(stated);
    const name = /^\w+\s*\[\s*"([^"]+)"/.exec(stated)?.[1] ?? stated;
    return { system: known?.code ?? stated, title: (known?.name ?? name).slice(0, 80) };
  }
  if (features.length === 0) return null;
  let isDegrees = true;
  for (const { geometry } of features.slice(0, 100)) {
    eachSourcePosition(geometry, (x, y) => {
      isDegrees &&= Math.abs(x) <= 360 && Math.abs(y) <= 360;
    });
  }
  return isDegrees ? { system: wgs84.code, title: wgs84.name } : { system: '', title: 'not-stated' };
}
