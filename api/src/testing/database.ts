import type { OpenedDatabase } from '../database/open.ts';
import { openTestDatabase } from '../database/testing.ts';

let shared: Promise<OpenedDatabase> | undefined;

/** The database of the tests that go through the API. Apart from `testDatabase`, because a request commits what it does;
 * each test works with accounts and features of its own. */
export function apiTestDatabase(): Promise<OpenedDatabase> {
  shared ??= openTestDatabase();
  return shared;
}
