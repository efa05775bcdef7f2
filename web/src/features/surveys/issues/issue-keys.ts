import type { KeyboardEvent } from 'react';

/** Up and down move between the places of findings, which light up on the map as they get the focus; Enter goes there. */
export function stepThroughIssues(event: KeyboardEvent<HTMLOListElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const from = event.target;
  if (by === undefined || !(from instanceof HTMLElement) || !from.matches('.issue-place')) return;
  const places = [...event.currentTarget.querySelectorAll<HTMLElement>('button.issue-place')];
  const next = places[places.indexOf(from) + by];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
