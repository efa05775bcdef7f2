import './range.css';

interface RangeProps {
  readonly label: string;
  readonly value: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly step: number;
  /** What the value means, read aloud: `60 %`, `tháng 3 năm 2024`. */
  readonly valueText: string;
  readonly onChange: (value: number) => void;
}

/** A slider: the browser's own, so that arrow keys, Home and End work as everywhere. */
export function Range({ label, value, minimum, maximum, step, valueText, onChange }: RangeProps) {
  return (
    <input
      className="range"
      type="range"
      aria-label={label}
      aria-valuetext={valueText}
      min={minimum}
      max={maximum}
      step={step}
      value={value}
      onChange={(event) => onChange(event.target.valueAsNumber)}
    />
  );
}
