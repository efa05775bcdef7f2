export { demonstrationData } from './build/demonstration-data.ts';
export { boundaryFaults, packages, type RuleId, rules } from './check/arrows.ts';
export { type SourceFile, workspaceSources } from './check/source-files.ts';
export { loadDemonstration } from './demonstration.ts';
export { type DemonstrationAccount, demonstrationAccounts } from './demonstration-accounts.ts';
export { freePort } from './test/throw-away-postgres.ts';
