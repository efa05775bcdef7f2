import type { Language } from '@phen-dau/geodata';
import { describe, expect, it } from 'vitest';
import { makeFormat } from './format.ts';
import { messages } from './messages.ts';
import { coverageMessages } from './use-coverage-messages.ts';
import { fieldMessages } from './use-field-messages.ts';
import { photosMessages } from './use-photos-messages.ts';
import { reviewMessages } from './use-review-messages.ts';
import { surveysMessages } from './use-surveys-messages.ts';

type Tree = { readonly [key: string]: string | ((...given: never[]) => string) | Tree };
const flatten = (tree: Tree, path = ''): [string, unknown][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'object' ? flatten(value, `${path}${key}.`) : [[`${path}${key}`, value] as [string, unknown]],
  );

describe('the interface words', () => {
  const all = (language: Language) =>
    new Map(
      flatten({
        ...messages[language],
        coveragePage: coverageMessages[language],
        surveysPage: surveysMessages[language],
        review: reviewMessages[language],
        fieldPage: fieldMessages[language],
        photosPage: photosMessages[language],
      } as unknown as Tree),
    );
  const [vi, en] = [all('vi'), all('en')];

  it('are the same in both languages, and none is empty', () => {
    expect([...en.keys()].sort()).toEqual([...vi.keys()].sort());
    for (const [key, word] of [...vi, ...en]) {
      if (typeof word === 'string') expect(word.trim(), key).not.toBe('');
    }
  });

  it('of findings name no option of the command line', () => {
    for (const language of ['vi', 'en'] as const) {
      for (const [code, say] of Object.entries(surveysMessages[language].issue)) {
        expect(
          say((name: string) => name),
          code,
        ).not.toMatch(/(?:^|\s)--\w/);
      }
    }
  });

  it('say in English what they say in Vietnamese, but for names and signs', () => {
    const same = [...vi].filter(([key, word]) => typeof word === 'string' && en.get(key) === word).map(([key]) => key);
    expect(same.sort()).toEqual(['card.noValue', 'coordinates.placeholder', 'coordinates.vn2000', 'product.name']);
  });
});

describe('numbers and days', () => {
  it('are written as each language writes them', () => {
    expect(makeFormat('vi').number(51_000_000_000.5)).toBe('51.000.000.000,5');
    expect(makeFormat('en').number(51_000_000_000.5)).toBe('51,000,000,000.5');
    expect(makeFormat('vi').day('2024-05-01')).toBe('01/05/2024');
    expect(makeFormat('en').day('2024-05-01')).toBe('01/05/2024');
  });

  it('carry the unit that reads best', () => {
    const { length, area } = makeFormat('en');
    expect([length(12.34), length(1234.5), length(30_000)]).toEqual(['12.3 m', '1.235 km', '30.00 km']);
    expect([area(900), area(25_000), area(12_000_000)]).toEqual(['900 m²', '2.50 ha', '12.00 km²']);
  });
});
