import { commandLineMessages } from './command-line-messages.ts';
import { contextText } from './context-text.ts';
import type { Issue, IssueMessages } from './issue.ts';
import { issueMessages } from './issue-messages.ts';
import { issueWords } from './issue-words.ts';
import type { Layer } from './layer.ts';
import type { Bilingual, Language } from './text.ts';

/** An issue in words, without its place in the file: `Mốc chính: giá trị “x” không hợp lệ…`. */
export function issueText(issue: Issue, language: Language, layer?: Layer): string {
  const label = labelOf(issue.property, language, layer);
  const text = filled(issueMessages[issue.code], issue, language, layer);
  return label === undefined ? text : `${label}: ${text}`;
}

/** The same for whoever types a command: with the options that mend it, and attributes by the names that options take too. */
export function commandLineText(issue: Issue, language: Language, layer?: Layer): string {
  const label = labelOf(issue.property, language, layer);
  const messages: Partial<IssueMessages> = commandLineMessages;
  const text = filled(messages[issue.code] ?? issueMessages[issue.code], issue, language, layer);
  return label === undefined ? text : `${label} (${issue.property}): ${text}`;
}

const filled = (message: Bilingual, issue: Issue, language: Language, layer?: Layer) =>
  message[language].replace(/\{(\w+)\}/g, (_, name: string) =>
    name === 'property' ? (issue.property ?? '…') : wordOf(name, issue, language, layer),
  );

/** What an attribute is called on the page; undefined for a word that is no attribute of the layer. */
function labelOf(property: string | undefined, language: Language, layer: Layer | undefined): string | undefined {
  // A person may have named any word as a field, `constructor` too.
  const field = layer && property !== undefined && Object.hasOwn(layer.fields, property) && layer.fields[property];
  return field ? field.label[language] : undefined;
}

/** The names of context whose values are codes of ours; all others are the user's own words and stay as they are. */
const coded = new Set([
  'reason',
  'expected',
  'found',
  'wanted',
  'encoding',
  'earlier',
  'later',
  'system',
  'otherSystem',
]);

/** Names of context that hold the key of an attribute. */
const attributes = new Set(['earlier', 'later']);

function wordOf(name: string, { context = {} }: Issue, language: Language, layer: Layer | undefined): string {
  const value = context[name];
  const label = attributes.has(name) ? labelOf(String(value), language, layer) : undefined;
  if (label !== undefined) return label;
  if (name === 'order') return value === 'swapped' ? issueWords.swapped[language] : '';
  if (name === 'bound') return value === 'more-than' ? issueWords['more-than'][language] : '';
  if (value === undefined) return '…';
  const known = coded.has(name) && Object.hasOwn(issueWords, value);
  const word = known ? issueWords[value as keyof typeof issueWords][language] : contextText(name, value, language);
  return name === 'expected' && value === 'word' ? `${word}: ${context.words ?? '…'}` : word;
}
