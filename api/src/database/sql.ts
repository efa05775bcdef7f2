/** One SQL statement with its bound values; made only by the `sql` tag, so no text of a user ever becomes SQL. */
export interface Sql {
  readonly text: string;
  readonly values: readonly unknown[];
}

const ours = new WeakSet<object>();

/**
 * Tags a statement: every `${value}` becomes a bind parameter, a nested `sql` fragment is spliced in, an `identifier`
 * is quoted. Nothing else reaches the text.
 */
export function sql(strings: TemplateStringsArray, ...parts: readonly unknown[]): Sql {
  let text = strings[0] ?? '';
  const values: unknown[] = [];
  parts.forEach((part, index) => {
    if (isSql(part)) {
      text += part.text.replace(/\$(\d+)/g, (_, number) => `$${Number(number) + values.length}`);
      values.push(...part.values);
    } else {
      values.push(part);
      text += `$${values.length}`;
    }
    text += strings[index + 1] ?? '';
  });
  return make(text, values);
}

/** A name of ours (schema, table, column) quoted for SQL. Only lower-case snake_case names pass: a guard, not an escape. */
export function identifier(...path: readonly string[]): Sql {
  for (const name of path) {
    if (!/^[a-z][a-z0-9_]{0,62}$/.test(name)) throw new Error(`Not a name of ours: ${name}`);
  }
  return make(path.map((name) => `"${name}"`).join('.'), []);
}

/** Fragments joined by a separator of ours; `join([])` is empty. */
export function join(fragments: readonly Sql[], separator: ', ' | ' and ' | ' or ' | ' union all ' = ', '): Sql {
  return fragments.reduce(
    (all, next, index) => (index === 0 ? next : sql`${all}${make(separator, [])}${next}`),
    make('', []),
  );
}

function make(text: string, values: readonly unknown[]): Sql {
  const statement = { text, values };
  ours.add(statement);
  return statement;
}

function isSql(part: unknown): part is Sql {
  return typeof part === 'object' && part !== null && ours.has(part);
}
