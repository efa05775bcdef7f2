import { parseSync } from 'vite';
import type { SourceFile } from './source-files.ts';

/** One import, export-from or `import()` as it stands in a file. */
export interface Import {
  readonly specifier: string;
  /** Nothing of it is left at run time. */
  readonly typeOnly: boolean;
}

/** What a rule about places needs to know of a file. */
export interface FileFacts {
  readonly path: string;
  readonly imports: readonly Import[];
  /** Whether the file writes SQL: a tagged `sql` statement, or a text that reads as one. */
  readonly writesSql: boolean;
}

const statement =
  /^\s*(select\s.+\sfrom|insert\s+into|update\s+\S+\s+set|delete\s+from|create\s+(table|schema|role|index))\b/is;

/** Whether a text reads as a statement; a sentence of the interface begins with "Select", not "select" or "SELECT". */
const readsAsSql = (text: string): boolean => statement.test(text) && !/^\s*[A-Z][a-z]/.test(text);

/** Parses a file with the parser the build uses; throws when it does not parse, which tsc says better. */
export function factsOf({ path, source }: SourceFile): FileFacts {
  const { module, program } = parseSync(path, source);
  const imports: Import[] = [];
  for (const { moduleRequest, start, end, entries } of module.staticImports) {
    const whole = /^import\s+type\b/.test(source.slice(start, end));
    const everyName = entries.length > 0 && entries.every((entry) => entry.isType);
    imports.push({ specifier: moduleRequest.value, typeOnly: whole || everyName });
  }
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, isType } of entries) {
      if (moduleRequest) imports.push({ specifier: moduleRequest.value, typeOnly: isType });
    }
  }
  for (const { moduleRequest, start } of module.dynamicImports) {
    const specifier = source.slice(moduleRequest.start, moduleRequest.end).replace(/^['"`]|['"`]$/g, '');
    // `typeof import('x')` and `import('x').Type` parse as types and are not listed here: this one runs.
    if (source.slice(start, moduleRequest.start).includes('import')) imports.push({ specifier, typeOnly: false });
  }
  return { path, imports, writesSql: hasSql(program) };
}

function hasSql(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(hasSql);
  if (typeof node !== 'object' || node === null) return false;
  const { type, tag, value } = node as { type?: string; tag?: { name?: string }; value?: unknown };
  if (type === 'TaggedTemplateExpression' && tag?.name === 'sql') return true;
  if (type === 'Literal' && typeof value === 'string') return readsAsSql(value);
  if (type === 'TemplateElement') return readsAsSql((value as { raw: string }).raw);
  return Object.values(node).some(hasSql);
}
