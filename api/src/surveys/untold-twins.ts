import {
  type Clearance,
  growBounds,
  type Issue,
  knownReachMetres,
  type Layer,
  layerById,
  mayHaveTwins,
  prepareRules,
  untoldTwins,
} from '@phen-dau/geodata';
import type { Transaction } from '../database/database.ts';
import { featuresAround } from '../queries/features-around.ts';
import { touchedSince } from '../queries/layers.ts';
import { type SurveyRow, surveyPages } from '../queries/surveys.ts';
import { vietnamDay } from '../today.ts';
import { featuresOfPage } from './pages.ts';
import { askedOf } from './ruled-features.ts';
import type { StagedFeature } from './survey-reading.ts';

/** A feature of a survey and one of the register that may be the same works, and that nobody has decided about. */
export interface Twin {
  readonly staged: Pick<StagedFeature, 'id' | 'index'>;
  readonly name: string;
  readonly existing: { readonly id: string; readonly name: string };
  readonly issue: Issue;
}

/**
 * What has come into the register since a survey was read and may be what the survey is about to bring in once more. Rules run
 * when a file is read; of two files sent before either was approved neither reading could know of the other.
 */
export async function twinsSince(
  transaction: Transaction,
  clearance: Clearance,
  { id, layer: layerId, reading }: SurveyRow,
): Promise<Twin[]> {
  const layer: Layer = layerById(layerId);
  if (!mayHaveTwins(layer) || reading.bounds === null) return [];
  const tileIds = await touchedSince(transaction, layer, clearance, reading.compared ?? {});
  if (tileIds?.length === 0) return [];
  const around = [growBounds(reading.bounds, knownReachMetres)];
  // All of them, unlike in a reading: what comes in between two looks is little, and here nothing tells a person of a limit.
  const all = { most: Number.POSITIVE_INFINITY, tileIds };
  const { features } = await featuresAround(transaction, layer, clearance, around, all);
  if (features.length === 0) return [];
  const existing = features.map(({ kind, ...feature }) => ({ ...feature, properties: { kind } }));
  const context = prepareRules({ layer, existing, today: vietnamDay(new Date()) });
  const names = new Map(existing.map((one) => [one.id, one.name]));
  const twins: Twin[] = [];
  for (let from = 0; ; ) {
    const pages = await surveyPages(transaction, id, { from, most: pagesAtOnce });
    for (const { bytes } of pages) {
      // A revisit brings in nothing once more: what its features lie on was told when the file was read.
      const made = featuresOfPage(bytes).filter(({ changes }) => changes === undefined);
      const staged = new Map(made.map((feature) => [feature.index, feature]));
      for (const issue of untoldTwins([...staged.values()].map(askedOf), context)) {
        const feature = staged.get(issue.feature ?? -1);
        if (!feature) continue;
        const other = String(issue.context?.id);
        const name = String(feature.properties[layer.nameField] ?? `#${feature.index + 1}`);
        twins.push({ staged: feature, name, existing: { id: other, name: names.get(other) ?? '' }, issue });
      }
    }
    const last = pages.at(-1);
    if (!last || pages.length < pagesAtOnce) return twins;
    from = last.number + 1;
  }
}
const pagesAtOnce = 20;
