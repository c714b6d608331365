import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EyeIcon, EyeOffIcon } from '../../ui/icons';
import { useCapsLock } from '../../ui/useCapsLock';
import styles from './lobby.module.css';

interface PasswordFieldProps {
  value: string;
  fault: string | null;
  onChange: (value: string) => void;
}

export function PasswordField({ value, fault, onChange }: PasswordFieldProps) {
  const { t } = useTranslation('live');
  const id = useId();
  const [shown, setShown] = useState(false);
  const { on: capsLock, ...keys } = useCapsLock();
  return (
    <div className="hall-field">
      <label htmlFor={id}>{t('lobby.password')}</label>
      <div className={styles.password}>
        <input
          id={id}
          type={shown ? 'text' : 'password'}
          name="room-password"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={value}
          aria-invalid={fault !== null}
          aria-describedby={`${id}-hint`}
          onChange={(event) => onChange(event.target.value)}
          {...keys}
        />
        <button
          type="button"
          className="hall-button"
          data-look="plain"
          data-size="icon"
          aria-label={shown ? t('lobby.hidePassword') : t('lobby.showPassword')}
          onClick={() => setShown(!shown)}
        >
          {shown ? <EyeOffIcon /> : <EyeIcon />}
        </button>
      </div>
      <p id={`${id}-hint`} className="hall-hint">
        {t('lobby.passwordHint')}
      </p>
      {capsLock && (
        <p className="hall-warn" role="status">
          {t('lobby.capsLock')}
        </p>
      )}
      {fault && (
        <p className="hall-fault" role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}
