// What a start needs first. Apart from the rest, which is read while the database opens on its own thread.
export { type Config, readConfig } from './config.ts';
export { type OpenedDatabase, openDatabase } from './database/open.ts';
