import type { Language } from '@phen-dau/geodata';
import { useStore } from '../state/store.ts';
import { surveysEn } from './surveys-en.ts';
import { surveysVi } from './surveys-vi.ts';

/** Every word of the survey pages, of the type of the Vietnamese ones. */
export type SurveysMessages = typeof surveysVi;

export const surveysMessages: Readonly<Record<Language, SurveysMessages>> = { vi: surveysVi, en: surveysEn };

/** The words of the survey pages in the reader's language. */
export const useSurveysMessages = (): SurveysMessages => surveysMessages[useStore((state) => state.language)];
