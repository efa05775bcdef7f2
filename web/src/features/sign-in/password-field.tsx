import { useId, useState } from 'react';
import { useMessages } from '../../messages/use-messages.ts';
import { IconButton } from '../../ui/button.tsx';

interface PasswordFieldProps {
  readonly label: string;
  readonly autoComplete: 'current-password' | 'new-password';
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A password, hidden until one asks to see it. */
export function PasswordField({ label, autoComplete, value, onChange }: PasswordFieldProps) {
  const words = useMessages();
  const id = useId();
  const [shown, setShown] = useState(false);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <span className="sign-in-password">
        <input
          id={id}
          type={shown ? 'text' : 'password'}
          autoComplete={autoComplete}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
        <IconButton
          size="small"
          icon={shown ? 'eye-off' : 'eye'}
          label={shown ? words.signIn.hidePassword : words.signIn.showPassword}
          onClick={() => setShown(!shown)}
        />
      </span>
    </div>
  );
}
