export { boundaryFaults, packages, type RuleId, rules } from './check/arrows.ts';
export { type SourceFile, workspaceSources } from './check/source-files.ts';
