import { type Later, later } from '../../ui/later.tsx';

/** Everything that is not needed to see the map, each a chunk of its own. */
export const attributeTable = later(async () => (await import('../table/attribute-table.tsx')).AttributeTable);
export const measurePanel = later(async () => (await import('../measure/measure-panel.tsx')).MeasurePanel);
export const coveragePanel = later(async () => (await import('../coverage/coverage-panel.tsx')).CoveragePanel);
export const ribbonBar = later(async () => (await import('../coverage/ribbon-bar.tsx')).RibbonBar);
export const surveysPanel = later(async () => (await import('../surveys/surveys-panel.tsx')).SurveysPanel);
export const dropDesk = later(async () => (await import('../outbox/drop-desk.tsx')).DropDesk);
export const recordDesk = later(async () => (await import('../field/record-bar.tsx')).RecordDesk);
export const recordBar = later(async () => (await import('../field/record-bar.tsx')).RecordBar);
export const recordNote = later(async () => (await import('../field/record-bar.tsx')).RecordNote);
export const timeBar = later(async () => (await import('../time/time-bar.tsx')).TimeBar);
export const searchDialog = later(async () => (await import('../search/search-dialog.tsx')).SearchDialog);
export const accountDialog = later(async () => (await import('../account/account-dialog.tsx')).AccountDialog);
export const shortcutsDialog = later(async () => (await import('../shortcuts/shortcuts-dialog.tsx')).ShortcutsDialog);

const parts: readonly Later[] = [
  searchDialog,
  attributeTable,
  measurePanel,
  timeBar,
  accountDialog,
  shortcutsDialog,
  coveragePanel,
  ribbonBar,
  surveysPanel,
];

/** Fetches the rest once the map stands, so that every tool opens at once and still opens when the network has gone. */
export async function fetchTheRest(): Promise<void> {
  for (const part of parts) {
    await new Promise<void>((resume) => requestIdleCallback(() => resume(), { timeout: 1000 }));
    // One that fails is asked for again when it is needed.
    await part.fetch().catch(() => undefined);
  }
}
