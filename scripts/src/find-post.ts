import { type Database, listFeatures } from '@phen-dau/api';
import { layerById } from '@phen-dau/geodata';
import { PlainError } from './command.ts';

/** The id of the one border post whose name holds these words (diacritics do not matter). */
export async function findPost(database: Database, words: string): Promise<string> {
  const { rows } = await database.read({ role: 'reader_open', account: null }, (transaction) =>
    listFeatures(transaction, layerById('border-post'), 'open', { search: words, limit: 10, geometry: 'none' }),
  );
  const [post] = rows;
  if (!post) throw new PlainError(`No border post is called "${words}".`);
  if (rows.length > 1) {
    throw new PlainError(`Several posts are called so: ${rows.map((row) => row.properties.name).join(', ')}.`);
  }
  return post.id;
}
