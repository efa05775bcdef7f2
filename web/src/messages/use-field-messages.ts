import type { Language } from '@phen-dau/geodata';
import { useStore } from '../state/store.ts';
import { fieldEn } from './field-en.ts';
import { fieldVi } from './field-vi.ts';

/** Every word of the field work, of the type of the Vietnamese ones. */
export type FieldMessages = typeof fieldVi;

export const fieldMessages: Readonly<Record<Language, FieldMessages>> = { vi: fieldVi, en: fieldEn };

/** The words of the field work in the reader's language. */
export const useFieldMessages = (): FieldMessages => fieldMessages[useStore((state) => state.language)];
