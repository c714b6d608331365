import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '../../api/session';
import { Countdown } from '../../ui/Countdown';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { useCountdown } from '../../ui/useCountdown';
import { DoorHeader } from './DoorHeader';

// Within a minute the server sends nothing again, so that nobody's mailbox is flooded.
const resendAfterMs = 60_000;

interface MailSentProps {
  title: string;
  text: string;
  /** Whom the mail is for. */
  email: string;
  steps?: readonly string[];
  error: unknown;
  pending: boolean;
  onResend: () => void;
  onOther: () => void;
}

/** After a mail was asked for: the same words whether the address is known or not, and others where no mail can leave. */
export function MailSent({ title, text, email, steps, error, pending, onResend, onOther }: MailSentProps) {
  const { t } = useTranslation('accounts');
  const [again, setAgain] = useState(() => Date.now() + resendAfterMs);
  const [resent, setResent] = useState(false);
  const left = useCountdown(again);
  const isKept = useSession().data?.installation.sendsMail === false;
  useEffect(() => {
    if (pending) {
      setResent(true);
      setAgain(Date.now() + resendAfterMs);
    }
  }, [pending]);
  return (
    <>
      {isKept ? (
        <DoorHeader title={t('register.keptTitle')} lead={t('register.keptText', { email })} />
      ) : (
        <DoorHeader title={title} lead={text} />
      )}
      <ErrorNotice error={error} />
      {steps && !isKept && (
        <ol className="door-steps">
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      {!isKept && (
        <>
          <p className="door-note" role="status">
            {resent && !pending && !error ? t('register.resent') : t('register.notArrived')}
          </p>
          <div className="door-actions">
            <Button size="large" block disabled={left > 0} loading={pending} onClick={onResend}>
              {t('register.resend')}
            </Button>
            {left > 0 && (
              <p className="door-wait">
                {t('register.resendIn')} <Countdown until={again} />
              </p>
            )}
          </div>
        </>
      )}
      <p className="door-below">
        <Button type="link" onClick={onOther} style={{ padding: 0 }}>
          {t('register.other')}
        </Button>
        <Link to="/dang-nhap">{t('toSignIn')}</Link>
      </p>
    </>
  );
}
