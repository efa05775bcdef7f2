import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import './status-mark.css';

interface StatusMarkProps {
  readonly icon: IconName;
  /** A class that gives it its colour. */
  readonly look: string;
  readonly children: ReactNode;
}

/** Where something stands: a word, and a picture so that rows are told apart at a glance and not by colour alone. */
export function StatusMark({ icon, look, children }: StatusMarkProps) {
  return (
    <span className={`status-mark ${look}`}>
      <Icon name={icon} size={16} />
      {children}
    </span>
  );
}
