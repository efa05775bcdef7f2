import type { Language } from '@phen-dau/geodata';
import { useStore } from '../state/store.ts';
import { reviewEn } from './review-en.ts';
import { reviewVi } from './review-vi.ts';

/** Every word of the reviewer's part, of the type of the Vietnamese ones. */
export type ReviewMessages = typeof reviewVi;

export const reviewMessages: Readonly<Record<Language, ReviewMessages>> = { vi: reviewVi, en: reviewEn };

/** The words of the reviewer's part in the reader's language. */
export const useReviewMessages = (): ReviewMessages => reviewMessages[useStore((state) => state.language)];
