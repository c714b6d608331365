import { useTranslation } from 'react-i18next';
import { BrandMark } from '../../ui/BrandMark';
import { useCountdown } from '../../ui/useCountdown';
import { clockTime } from '../../ui/wait';
import type { KioskCode } from './kioskLink';

/** A machine without a key: the code, read at three metres, and where to type it. */
export function PairingScreen({ code, isReachable }: { code: KioskCode | null; isReachable: boolean }) {
  const { t } = useTranslation('kiosk');
  const left = useCountdown(code ? Date.parse(code.expiresAt) : null);
  return (
    <main className="kiosk-pairing">
      <header>
        <BrandMark className="kiosk-mark" />
        <h1>{t('pairing.heading')}</h1>
      </header>
      {code ? (
        <>
          <div className="kiosk-steps">
            <p>
              {t('pairing.step1')}
              <strong className="kiosk-address">
                {new URL(code.sitesAddress).host + new URL(code.sitesAddress).pathname}
              </strong>
            </p>
            <p>{t('pairing.step2')}</p>
          </div>
          <img className="kiosk-qr" src="/api/kiosk/pairing/qr.svg" alt={t('pairing.qr')} />
          <p className="kiosk-code" role="status" aria-label={t('pairing.code')}>
            {code.code}
          </p>
          <p className="kiosk-left">{t('pairing.left', { time: clockTime(left) })}</p>
        </>
      ) : (
        <p className="kiosk-asking" role="status">
          {t(isReachable ? 'pairing.asking' : 'unreachable')}
        </p>
      )}
    </main>
  );
}
