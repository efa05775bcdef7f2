import type { Language } from '@phen-dau/geodata';
import { en } from './en.ts';
import { vi } from './vi.ts';

/** Every interface word. The type is that of the Vietnamese words, so a word missing in English does not compile. */
export type Messages = typeof vi;

export const messages: Readonly<Record<Language, Messages>> = { vi, en };
