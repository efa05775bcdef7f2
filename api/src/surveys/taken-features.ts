import { layerById } from '@phen-dau/geodata';
import type { SignedIn } from '../account.ts';
import type { Transaction } from '../database/database.ts';
import { namesOfFeatures, type SurveyRow, surveyPages } from '../queries/surveys.ts';
import { featuresOfPage } from './pages.ts';

/** A new feature of a survey whose id has gone to another one since its file was read. */
export interface TakenFeature {
  /** Its place in the file. */
  readonly feature: number;
  readonly id: string;
  /** Of the feature that stands in the register. */
  readonly name: string | null;
}

/** The new features of a survey whose ids stand in the register, as far as the caller sees it. */
export async function takenFeatures(
  transaction: Transaction,
  { clearance }: SignedIn,
  { id, layer: layerId }: Pick<SurveyRow, 'id' | 'layer'>,
): Promise<TakenFeature[]> {
  const taken: TakenFeature[] = [];
  const layer = layerById(layerId);
  for (const { bytes } of await surveyPages(transaction, id, { most: 100_000 })) {
    const made = featuresOfPage(bytes).filter(({ changes }) => changes === undefined);
    const ids = made.map((feature) => feature.id);
    const names = await namesOfFeatures(transaction, layer, clearance, ids);
    for (const { index, id: own } of made)
      if (names.has(own)) taken.push({ feature: index, id: own, name: names.get(own) ?? null });
  }
  return taken;
}
