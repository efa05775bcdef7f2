// What a start needs first. Apart from the rest, which is read while the database opens on its own thread.
export { readConfig } from './config.ts';
export { openDatabase } from './database/open.ts';
