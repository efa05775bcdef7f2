export { basemapLayers } from './basemap/basemap-feature.ts';
export { type SyntheticLayer, seededRandom, syntheticLayers } from './bench/synthetic.ts';
export { defaultBasemap } from './build/default-basemap.ts';
export { demonstrationData } from './build/demonstration-data.ts';
export { boundaryFaults, packages, type RuleId, rules } from './check/arrows.ts';
export { type SourceFile, workspaceSources } from './check/source-files.ts';
export { loadDemonstration } from './demonstration.ts';
export { type DemonstrationAccount, demonstrationAccounts } from './demonstration-accounts.ts';
export { freePort } from './test/throw-away-postgres.ts';
