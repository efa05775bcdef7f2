import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { type FileFacts, factsOf, type Import } from './imports.ts';
import type { SourceFile } from './source-files.ts';

/** Every package of the workspace. */
export const packages = ['geodata', 'tiles', 'api', 'web', 'scripts', 'tests'] as const;
type Package = (typeof packages)[number];

/** Which package may import which by value; nothing else is allowed. Web alone may import one type, from one door. */
const arrows: Record<Package, readonly string[]> = {
  geodata: [],
  tiles: ['@phen-dau/geodata'],
  api: ['@phen-dau/tiles', '@phen-dau/geodata'],
  web: ['@phen-dau/geodata'],
  scripts: ['@phen-dau/api', '@phen-dau/tiles', '@phen-dau/geodata'],
  tests: packages.map((name) => `@phen-dau/${name}`),
};

/** What geodata may stand on: it runs in the browser, in a worker and on the server, so every new one is a decision. */
const geodataLibraries = new Set([
  'exifreader',
  'fflate',
  'flatbush',
  'geographiclib-geodesic',
  'geojson',
  'proj4',
  'robust-predicates',
  'saxes',
  'zod',
]);

/** The only files that may talk to a database engine. */
const engineFiles: Record<string, RegExp> = {
  pg: /^api\/src\/database\//,
  '@electric-sql/pglite': /^api\/src\/database\//,
  '@electric-sql/pglite-postgis': /^api\/src\/database\//,
};

/** Where SQL may stand. */
const sqlFolders = /^(api\/src\/(queries|database)\/|tests\/|scripts\/src\/bench\/)/;

/** Tests, what only tests use, and the configuration of tools: they run on a developer's machine. */
const testFile = /\.test\.tsx?$|\/src\/support\/|\/(vite|vitest)\.config\.ts$/;

export const rules = {
  'unknown-arrow': 'imports a package it must not know',
  'deep-import': 'reaches past the door of another package',
  'web-takes-values-from-api': 'may take only types, and only from @phen-dau/api/client',
  'relative-reach': 'reaches into another package by a relative path',
  'geodata-is-pure': 'uses the machine or a library geodata may not stand on',
  'web-runs-in-a-browser': 'uses a Node module in the browser',
  'engine-outside-database': 'talks to a database engine outside api/src/database',
  'test-support-in-product': 'uses test support outside a test',
  'sql-outside-queries': 'writes SQL outside api/src/queries, api/src/database and the migrations',
} as const;
export type RuleId = keyof typeof rules;

export interface Fault {
  readonly rule: RuleId;
  readonly path: string;
  /** The import concerned; absent when the file itself is meant. */
  readonly specifier?: string;
}

/** Every breach of the import arrows and of the place of SQL among these files. */
export function boundaryFaults(files: readonly SourceFile[]): Fault[] {
  return files.map(factsOf).flatMap(faultsOf);
}

/** A fault as one line for the terminal. */
export const faultLine = ({ rule, path, specifier }: Fault): string =>
  `${path}: ${rules[rule]}${specifier ? ` (${specifier})` : ''} [${rule}]`;

function faultsOf(file: FileFacts): Fault[] {
  const { path } = file;
  const home = path.split('/')[0] as Package;
  const isTest = home === 'tests' || testFile.test(path);
  const faults: Fault[] = file.imports.flatMap((each) => {
    const rule = ruleBrokenBy(each, { path, home, isTest });
    return rule ? [{ rule, path, specifier: each.specifier }] : [];
  });
  if (file.writesSql && !isTest && !sqlFolders.test(path)) faults.push({ rule: 'sql-outside-queries', path });
  return faults;
}

function ruleBrokenBy(
  { specifier, typeOnly }: Import,
  { path, home, isTest }: { path: string; home: Package; isTest: boolean },
): RuleId | undefined {
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(path), specifier);
    if (!target.startsWith(`${home}/`)) return 'relative-reach';
    return target.includes('/src/support/') && !isTest ? 'test-support-in-product' : undefined;
  }
  if (specifier.startsWith('@phen-dau/')) return workspaceRule(specifier, typeOnly, home);
  const library = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  const engine = engineFiles[library];
  if (engine && !isTest && !engine.test(path) && !path.startsWith('scripts/src/bench/'))
    return 'engine-outside-database';
  if (isTest) return undefined;
  if (home === 'geodata' && (isBuiltin(specifier) || !geodataLibraries.has(library))) return 'geodata-is-pure';
  if (home === 'web' && isBuiltin(specifier)) return 'web-runs-in-a-browser';
  return undefined;
}

/** Doors beside the main one: the types of the API for the web, and what a start reads before all else. */
const sideDoors: ReadonlySet<string> = new Set(['@phen-dau/api/client', '@phen-dau/api/opening']);

function workspaceRule(specifier: string, typeOnly: boolean, home: Package): RuleId | undefined {
  const door = specifier.split('/', 2).join('/');
  if (home === 'web' && door === '@phen-dau/api') {
    return typeOnly && specifier === '@phen-dau/api/client' ? undefined : 'web-takes-values-from-api';
  }
  if (home !== 'tests' && !arrows[home].includes(door)) return 'unknown-arrow';
  return specifier === door || sideDoors.has(specifier) ? undefined : 'deep-import';
}
