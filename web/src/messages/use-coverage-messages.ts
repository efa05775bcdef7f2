import type { Language } from '@phen-dau/geodata';
import { useStore } from '../state/store.ts';
import { coverageEn } from './coverage-en.ts';
import { coverageVi } from './coverage-vi.ts';

/** Every word of the coverage page, of the type of the Vietnamese ones. */
export type CoverageMessages = typeof coverageVi;

export const coverageMessages: Readonly<Record<Language, CoverageMessages>> = { vi: coverageVi, en: coverageEn };

/** The words of the coverage page in the reader's language. */
export const useCoverageMessages = (): CoverageMessages => coverageMessages[useStore((state) => state.language)];
