import type { Language } from '@phen-dau/geodata';
import { useStore } from '../state/store.ts';
import { photosEn } from './photos-en.ts';
import { photosVi } from './photos-vi.ts';

/** Every word about photos, of the type of the Vietnamese ones. */
export type PhotosMessages = typeof photosVi;

export const photosMessages: Readonly<Record<Language, PhotosMessages>> = { vi: photosVi, en: photosEn };

/** The words about photos in the reader's language. */
export const usePhotosMessages = (): PhotosMessages => photosMessages[useStore((state) => state.language)];
