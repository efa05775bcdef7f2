import { readFileSync } from 'node:fs';
import { decisionLimits, photoLimits, surveyLimits, uploadLimits } from '@phen-dau/geodata';
import { expect, it } from 'vitest';

const megabyte = 1024 * 1024;
const ofPhotos = Object.fromEntries(Object.entries(photoLimits).map(([name, most]) => [`photo.${name}`, most]));
const limits: Readonly<Record<string, number>> = { ...surveyLimits, ...uploadLimits, ...decisionLimits, ...ofPhotos };

it('what SECURITY.md says a file may cost is what it may cost', () => {
  const text = readFileSync(new URL('../../SECURITY.md', import.meta.url), 'utf8');
  const rows = text.matchAll(/^\| `([\w.]+)` \| [^|]+ \| ([^|]+) \|$/gm);
  const told = Object.fromEntries([...rows].map(([, name, most]) => [name, most]));
  const said = (name: string, most: number) =>
    /bytes$/i.test(name) ? `${most / megabyte} MB` : most.toLocaleString('en');
  expect(told).toEqual(Object.fromEntries(Object.entries(limits).map(([name, most]) => [name, said(name, most)])));
});
