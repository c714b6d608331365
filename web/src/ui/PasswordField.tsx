import { EyeInvisibleOutlined, EyeOutlined, WarningFilled } from '@ant-design/icons';
import { Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PasswordMeter } from './PasswordMeter';
import './PasswordField.css';
import type { PasswordPolicy } from './passwordStrength';
import { useCapsLock } from './useCapsLock';
import './texts';

interface PasswordFieldProps {
  /** Given by Form.Item. */
  id?: string;
  value?: string;
  onChange?: (value: string) => void;
  autoComplete: 'current-password' | 'new-password' | 'off';
  /** Shows the requirements while typing. */
  policy?: PasswordPolicy;
  autoFocus?: boolean;
  disabled?: boolean;
  size?: 'middle' | 'large';
  'aria-describedby'?: string;
}

/** A password with a large eye, a Caps Lock hint and, for a new one, the policy while typing. */
export function PasswordField(props: PasswordFieldProps) {
  const { id, value = '', onChange, policy, size = 'large', 'aria-describedby': described, ...input } = props;
  const { t } = useTranslation('ui');
  const [visible, setVisible] = useState(false);
  const { on: capsLock, ...keys } = useCapsLock();
  const hint = useId();
  const meter = useId();
  return (
    <div className="password-field">
      <Input
        {...input}
        {...keys}
        id={id}
        size={size}
        type={visible ? 'text' : 'password'}
        value={value}
        spellCheck={false}
        autoCapitalize="off"
        aria-describedby={[described, capsLock && hint, policy && meter].filter(Boolean).join(' ') || undefined}
        onChange={(event) => onChange?.(event.target.value)}
        suffix={
          <button
            type="button"
            className="password-eye"
            aria-pressed={visible}
            aria-label={visible ? t('hidePassword') : t('showPassword')}
            title={visible ? t('hidePassword') : t('showPassword')}
            onClick={() => setVisible(!visible)}
          >
            {visible ? <EyeInvisibleOutlined aria-hidden /> : <EyeOutlined aria-hidden />}
          </button>
        }
      />
      <p id={hint} className="caps-lock" role="status">
        {capsLock && (
          <>
            <WarningFilled aria-hidden /> {t('capsLock')}
          </>
        )}
      </p>
      {policy && <PasswordMeter id={meter} policy={policy} password={value} />}
    </div>
  );
}
