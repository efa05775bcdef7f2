import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import './button.css';

type Native = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'title' | 'aria-label'>;

interface ButtonProps extends Native {
  readonly look?: 'plain' | 'strong' | 'quiet';
  readonly icon?: IconName;
  readonly children: ReactNode;
}

/** A button with words. */
export function Button({ look = 'plain', icon, children, type = 'button', ...rest }: ButtonProps) {
  return (
    <button type={type} className={`button button-${look}`} {...rest}>
      {icon && <Icon name={icon} size={18} />}
      {children}
    </button>
  );
}

interface IconButtonProps extends Native {
  readonly icon: IconName;
  /** What it does; read aloud, and shown when one rests on it. */
  readonly label: string;
  /** Its key, shown after the label. */
  readonly shortcut?: string;
  readonly size?: 'normal' | 'small';
}

/** A button with a picture, whose words are its label. */
export function IconButton({ icon, label, shortcut, size = 'normal', type = 'button', ...rest }: IconButtonProps) {
  return (
    <button
      type={type}
      className={`icon-button icon-button-${size}`}
      aria-label={label}
      aria-keyshortcuts={shortcut}
      title={shortcut ? `${label} (${shortcut})` : label}
      {...rest}
    >
      <Icon name={icon} size={size === 'small' ? 18 : 20} />
    </button>
  );
}
