import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EyeIcon, EyeOffIcon, WarningIcon } from './icons';
import { PasswordMeter } from './PasswordMeter';
import './textInput.css';
import './PasswordField.css';
import type { PasswordPolicy } from './passwordStrength';
import { useCapsLock } from './useCapsLock';
import './texts';

interface PasswordFieldProps {
  /** Given by Form.Item. */
  id?: string;
  name?: string;
  value?: string;
  onChange?: (value: string) => void;
  autoComplete: 'current-password' | 'new-password' | 'off';
  /** Shows the requirements while typing. */
  policy?: PasswordPolicy;
  autoFocus?: boolean;
  disabled?: boolean;
  size?: 'middle' | 'large';
  'aria-describedby'?: string;
  'aria-invalid'?: boolean | 'true' | 'false';
  'aria-required'?: boolean | 'true' | 'false';
}

/** A password with a large eye, a Caps Lock hint and, for a new one, the policy while typing. Without Ant Design, which signing in does not fetch. */
export function PasswordField(props: PasswordFieldProps) {
  const { id, value = '', onChange, policy, size = 'large', 'aria-describedby': described, ...input } = props;
  const { t } = useTranslation('ui');
  const [visible, setVisible] = useState(false);
  const { on: capsLock, ...keys } = useCapsLock();
  const hint = useId();
  const meter = useId();
  return (
    <div className="password-field">
      <div className="password-box">
        <input
          {...input}
          {...keys}
          id={id}
          className="text-input"
          data-size={size}
          type={visible ? 'text' : 'password'}
          value={value}
          spellCheck={false}
          autoCapitalize="off"
          aria-describedby={[described, capsLock && hint, policy && meter].filter(Boolean).join(' ') || undefined}
          onChange={(event) => onChange?.(event.target.value)}
        />
        <button
          type="button"
          className="password-eye"
          aria-pressed={visible}
          aria-label={visible ? t('hidePassword') : t('showPassword')}
          title={visible ? t('hidePassword') : t('showPassword')}
          onClick={() => setVisible(!visible)}
        >
          {visible ? <EyeOffIcon /> : <EyeIcon />}
        </button>
      </div>
      <p id={hint} className="caps-lock" role="status">
        {capsLock && (
          <>
            <WarningIcon /> {t('capsLock')}
          </>
        )}
      </p>
      {policy && <PasswordMeter id={meter} policy={policy} password={value} />}
    </div>
  );
}
