import { useTranslation } from 'react-i18next';
import { CheckIcon, OpenIcon } from './icons';
import { type PasswordPolicy, requirementsOf, strengthOf } from './passwordStrength';
import './PasswordMeter.css';

const levels = { none: 0, weak: 1, fair: 2, good: 3, strong: 4 } as const;

/** The policy while typing: what is asked, what is met, how strong it is – in words and in colour. */
export function PasswordMeter({ id, policy, password }: { id: string; policy: PasswordPolicy; password: string }) {
  const { t } = useTranslation('ui');
  const strength = strengthOf(policy, password);
  return (
    <div className="password-meter" id={id}>
      <p className="password-meter-title">
        <span>{t('policy.title')}</span>
        <span className={`password-strength is-${strength}`} aria-live="polite">
          {t('policy.strength', { level: t(`policy.${strength}`) })}
        </span>
      </p>
      <div className={`password-bar is-${strength}`} aria-hidden="true">
        {[1, 2, 3, 4].map((step) => (
          <span key={step} data-on={step <= levels[strength]} />
        ))}
      </div>
      <ul>
        {requirementsOf(policy, password).map(({ name, met }) => (
          <li key={name} className={met ? 'is-met' : undefined}>
            {met ? <CheckIcon /> : <OpenIcon />}
            {t(`policy.${name}`, { count: policy.minimumLength })}
            <span className="visually-hidden"> – {met ? t('policy.met') : t('policy.unmet')}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
