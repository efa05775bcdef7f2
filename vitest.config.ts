import { defineConfig } from 'vitest/config';

/** Opening the embedded database takes seconds, on a busy machine tens of them. */
const databaseTimes = { testTimeout: 60_000, hookTimeout: 240_000 };
/** For what is looked at again and again: less than the whole test has, more than the default of a second, too little on a busy machine. */
const patience = { expect: { poll: { timeout: 45_000 } } };
const globalSetup = 'tests/support/run-directory.ts';

/** Tests that ask nothing of a database although they stand beside those that do. */
const pureTests = [
  'tests/architecture/**/*.test.ts',
  'tests/catalogue/basemap.test.ts',
  'tests/counterexamples/**/*.test.ts',
  'tests/intake/**/*.test.ts',
];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{geodata,tiles,web,scripts}/src/**/*.test.{ts,tsx}', ...pureTests],
          testTimeout: 30_000,
        },
      },
      {
        // One process, one module graph, one database for all files: an embedded database costs 0.5 GB and seconds to
        // open, so files share it and each leaves it as found.
        test: {
          name: 'database',
          include: ['api/src/**/*.test.ts', 'tests/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'tests/browser/**', ...pureTests],
          pool: 'forks',
          maxWorkers: 1,
          isolate: false,
          fileParallelism: false,
          globalSetup,
          ...databaseTimes,
          ...patience,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          pool: 'forks',
          maxWorkers: 1,
          isolate: false,
          fileParallelism: false,
          globalSetup,
          ...databaseTimes,
          ...patience,
          // More than the page itself is given, so that a failure names what was waited for.
          testTimeout: 300_000,
        },
      },
    ],
  },
});
