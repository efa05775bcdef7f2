import { boundaryFaults, faultLine, packages } from './check/arrows.ts';
import { workspaceSources } from './check/source-files.ts';
import { runSteps, type Step } from './check/steps.ts';
import { runCommand } from './command.ts';

const binary = (name: string): string => `node_modules/.bin/${name}`;

const steps: Step[] = [
  { name: 'format and lint', command: [binary('biome'), 'check', '--error-on-warnings'] },
  { name: 'import arrows', run: importArrows },
  ...packages.map((name) => ({ name: `types of ${name}`, command: [binary('tsc'), '-p', name] })),
  { name: 'unused code', command: [binary('knip')] },
];

async function importArrows(): Promise<string[]> {
  return boundaryFaults(await workspaceSources(packages)).map(faultLine);
}

await runCommand({
  name: 'check',
  summary: 'Checks format, lint, import arrows, types and unused code; runs no test.',
  usage: '',
  options: {},
  run: async () => ((await runSteps(steps)) === 0 ? 0 : 1),
});
