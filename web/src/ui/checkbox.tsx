import { type ReactNode, useEffect, useRef } from 'react';
import './checkbox.css';

interface CheckboxProps {
  /** `mixed` shows a group of which some are on. */
  readonly state: 'on' | 'off' | 'mixed';
  readonly onChange: (on: boolean) => void;
  readonly children: ReactNode;
  readonly disabled?: boolean;
}

/** The browser's own checkbox, with the third state it can show but HTML cannot say. */
export function Checkbox({ state, onChange, children, disabled = false }: CheckboxProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current) input.current.indeterminate = state === 'mixed';
  }, [state]);
  return (
    <label className="checkbox">
      <input
        ref={input}
        type="checkbox"
        checked={state === 'on'}
        disabled={disabled}
        onChange={(event) => onChange(state === 'mixed' ? true : event.target.checked)}
      />
      {children}
    </label>
  );
}
