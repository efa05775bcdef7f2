import type { CandidateReason, CoordinateCandidate } from '@phen-dau/geodata';
import { useFormat } from '../../messages/use-messages.ts';
import { useSurveysMessages } from '../../messages/use-surveys-messages.ts';

/** A system in one order of the axes stands once in a list. */
export const candidateKey = ({ crs, order }: CoordinateCandidate): string => `${crs} ${order}`;

interface CandidateRowProps {
  readonly candidate: CoordinateCandidate;
  /** The score of the likeliest; scores mean something beside each other only. */
  readonly best: number;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly onPoint: () => void;
}

/** One system the file may be in, and why. */
export function CandidateRow({ candidate, best, isChosen, onChoose, onPoint }: CandidateRowProps) {
  const words = useSurveysMessages().crs;
  const reasonText = useReasonText();
  const { name, order, score, why, divisions } = candidate;
  const reasons = why.map(reasonText).filter((text) => text !== '');
  const axis = divisions && (divisions.length > 1 ? words.axisBoth : words.axis[divisions[0] ?? 'since-july-2025']);
  return (
    <label className="candidate" onMouseEnter={onPoint}>
      <input
        type="radio"
        name="survey-crs"
        checked={isChosen}
        onChange={onPoint}
        // A press on the one that is chosen goes there again.
        onClick={onChoose}
      />
      <span className="candidate-name">
        {name}
        {order === 'swapped' && ` (${words.swapped})`}
      </span>
      <span className="candidate-score" aria-hidden="true">
        <i style={{ width: `${best > 0 ? Math.round((100 * score) / best) : 0}%` }} />
      </span>
      <span className="candidate-why">{[...reasons, ...(axis ? [axis] : [])].join(' · ')}</span>
    </label>
  );
}

function useReasonText() {
  const words = useSurveysMessages().crs;
  const format = useFormat();
  return ({ reason, value }: CandidateReason): string => {
    if (reason === 'in-province') return words.inProvince(format.whole(Math.round(value * 100)));
    if (reason === 'near-known') return words.nearKnown(format.length(value));
    if (reason === 'stated') return words.stated;
    return reason === 'usual' ? words.usual : '';
  };
}
