import type { Bilingual, Language } from '@phen-dau/geodata';
import { useMemo } from 'react';
import { useStore } from '../state/store.ts';
import { makeFormat } from './format.ts';
import { type Messages, messages } from './messages.ts';

/** The interface words in the reader's language. */
export const useMessages = (): Messages => messages[useStore((state) => state.language)];

/** Picks a domain text in the reader's language. */
export function useSay(): (text: Bilingual) => string {
  const language = useStore((state) => state.language);
  return (text) => text[language];
}

/** Numbers, lengths, areas, days in the reader's language. */
export function useFormat() {
  const language: Language = useStore((state) => state.language);
  return useMemo(() => makeFormat(language), [language]);
}
