import type { Survey } from '../../api/survey-types.ts';
import { useFormat } from '../../messages/use-messages.ts';
import { useSurveysMessages } from '../../messages/use-surveys-messages.ts';
import { goTo } from '../../state/actions.ts';
import { useOutbox } from '../../state/surveys-outbox.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { SurveyFeatures } from './use-survey-picture.ts';

interface FiguresPartProps {
  readonly survey: Survey;
  readonly picture: SurveyFeatures;
}

/** How many features the file holds and what became of them; right after sending also that the server has the very file. */
export function FiguresPart({ survey, picture }: FiguresPartProps) {
  const words = useSurveysMessages().receipt;
  const format = useFormat();
  const { id, receipt, bounds } = survey;
  const proven = useOutbox((state) => state.proven[id]);
  const figures = ['read', 'accepted', 'held', 'leftOut'] as const;
  return (
    <section className="survey-part" aria-label={words.understood}>
      {proven === receipt.sha256 && (
        <p className="receipt-proven">
          <Icon name="check" size={18} />
          {words.proven}
        </p>
      )}
      <dl className="receipt-figures">
        {figures.map((figure) => (
          <div key={figure} data-figure={figure}>
            <dt>
              {(figure === 'accepted' || figure === 'held') && <i className={`figure-mark figure-mark-${figure}`} />}
              {words[figure]}
            </dt>
            <dd>{format.whole(receipt[figure])}</dd>
          </div>
        ))}
      </dl>
      {bounds && (
        <Button look="quiet" icon="target" onClick={() => goTo(bounds)}>
          {words.show}
        </Button>
      )}
      {picture.more && picture.read && (
        <p className="survey-note">
          {words.drawn(format.whole(picture.read.here), format.whole(picture.read.all))}{' '}
          <Button look="quiet" onClick={picture.more}>
            {words.drawMore}
          </Button>
        </p>
      )}
    </section>
  );
}
