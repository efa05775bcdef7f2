import { useEffect, useState } from 'react';
import { localDay } from '../../map/build-style.ts';
import { useFormat, useMessages } from '../../messages/use-messages.ts';
import { setState, useStore } from '../../state/store.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Range } from '../../ui/range.tsx';
import { toggleTime } from '../shell/commands.ts';
import { dayOfMonth, firstMonth, monthCount, monthIndex } from './months.ts';
import './time-bar.css';

const playStepMilliseconds = 450;

/** The map as of a month from 2019 to today. Moving it changes a filter only: the tiles already carry every state. */
export function TimeBar() {
  const words = useMessages();
  const format = useFormat();
  const asOf = useStore((state) => state.asOf);
  const today = localDay(new Date());
  const months = monthCount(today);
  const index = monthIndex(asOf ?? today);
  const [playing, setPlaying] = useState(false);
  const show = (next: number) => {
    const bounded = Math.min(Math.max(next, 0), months - 1);
    setState({ asOf: bounded === months - 1 ? undefined : dayOfMonth(bounded, today) });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: one timer for each month shown while playing
  useEffect(() => {
    if (!playing) return;
    if (index >= months - 1) {
      setPlaying(false);
      return;
    }
    const timer = setTimeout(() => show(index + 1), playStepMilliseconds);
    return () => clearTimeout(timer);
  }, [playing, index]);
  const play = () => {
    if (!playing && index >= months - 1) show(0);
    setPlaying(!playing);
  };
  return (
    <section className="sheet time-bar" aria-label={words.time.title}>
      <IconButton
        icon={playing ? 'pause' : 'play'}
        label={playing ? words.time.pause : words.time.play}
        onClick={play}
      />
      <div className="time-when" role="status">
        <span>{words.time.asOf}</span>
        <strong>{asOf ? format.day(asOf) : words.time.today}</strong>
      </div>
      <div className="time-slider">
        <Range
          label={words.time.slider}
          minimum={0}
          maximum={months - 1}
          step={1}
          value={index}
          valueText={format.month(dayOfMonth(index, today))}
          onChange={show}
        />
        <Years months={months} />
      </div>
      <IconButton
        size="small"
        icon="back"
        label={words.time.earlier}
        disabled={index <= 0}
        onClick={() => show(index - 1)}
      />
      <IconButton
        size="small"
        icon="chevron"
        label={words.time.later}
        disabled={index >= months - 1}
        onClick={() => show(index + 1)}
      />
      <Button look="quiet" disabled={asOf === undefined} onClick={() => setState({ asOf: undefined })}>
        {words.time.today}
      </Button>
      <IconButton icon="close" label={words.action.close} onClick={toggleTime} />
    </section>
  );
}

/** A press on a year goes to its beginning. */
function Years({ months }: { readonly months: number }) {
  const today = localDay(new Date());
  const years = Array.from({ length: Math.ceil(months / 12) }, (_, offset) => firstMonth.year + offset);
  return (
    <div className="time-years">
      {years.map((year) => {
        const index = (year - firstMonth.year) * 12;
        return (
          <button
            key={year}
            type="button"
            style={{ left: `${(index / Math.max(1, months - 1)) * 100}%` }}
            onClick={() => setState({ asOf: dayOfMonth(index, today) })}
          >
            {year}
          </button>
        );
      })}
    </div>
  );
}
