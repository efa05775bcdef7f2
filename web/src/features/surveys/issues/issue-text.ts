import { contextText } from '@phen-dau/geodata';
import type { SurveyIssue } from '../../../api/survey-types.ts';
import { useSay } from '../../../messages/use-messages.ts';
import { useSurveysMessages } from '../../../messages/use-surveys-messages.ts';
import { findDescription, useStore } from '../../../state/store.ts';

/** By the issue's code: what it says in the place of the server's words. */
export type IssueWords = Readonly<Record<string, (value: (name: string) => string) => string>>;

/**
 * An issue in words. The server's are written for anybody who reads its answers; where what to do stands beside it as a button
 * or in a part of the page, the page has its own.
 */
export function useIssueText(layerId: string | undefined, otherWords: IssueWords = {}): (issue: SurveyIssue) => string {
  const words = useSurveysMessages();
  const say = useSay();
  const language = useStore((state) => state.language);
  const layer = useStore((state) => findDescription(state, layerId ?? ''));
  return ({ code, message, property, context = {} }) => {
    const own = otherWords[code] ?? words.issue[code as keyof typeof words.issue];
    if (own === undefined) return message;
    const field = layer?.fields.find(({ key }) => key === property);
    const value = (name: string) => contextText(name, context[name] ?? '…', language);
    return (field ? `${say(field.label)}: ` : '') + own(value);
  };
}
