import { contextText } from './context-text.ts';
import type { Issue } from './issue.ts';
import { issueMessages } from './issue-messages.ts';
import { issueWords } from './issue-words.ts';
import type { Layer } from './layer.ts';
import type { Language } from './text.ts';

/** An issue in words, without its place in the file: `Mốc chính: giá trị “x” không hợp lệ…`. */
export function issueText(issue: Issue, language: Language, layer?: Layer): string {
  const { property } = issue;
  // A person may have named any word as a field, `constructor` too.
  const field = layer && property !== undefined && Object.hasOwn(layer.fields, property) && layer.fields[property];
  const label = field ? field.label[language] : undefined;
  const text = issueMessages[issue.code][language].replace(/\{(\w+)\}/g, (_, name: string) => {
    if (name === 'property') return property ?? '…';
    return wordOf(name, issue, language);
  });
  return label === undefined ? text : `${label} (${property}): ${text}`;
}

/** The names of context whose values are codes of ours; all others are the user's own words and stay as they are. */
const coded = new Set(['reason', 'expected', 'found', 'wanted', 'encoding', 'later', 'system', 'otherSystem']);

function wordOf(name: string, { context = {} }: Issue, language: Language): string {
  const value = context[name];
  if (name === 'order') return value === 'swapped' ? issueWords.swapped[language] : '';
  if (name === 'bound') return value === 'more-than' ? issueWords['more-than'][language] : '';
  if (value === undefined) return '…';
  const known = coded.has(name) && Object.hasOwn(issueWords, value);
  const word = known ? issueWords[value as keyof typeof issueWords][language] : contextText(name, value, language);
  return name === 'expected' && value === 'word' ? `${word}: ${context.words ?? '…'}` : word;
}
