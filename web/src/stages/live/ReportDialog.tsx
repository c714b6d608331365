import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from './Dialog';
import styles from './dialog.module.css';
import { useLive } from './live';

type Sending = { state: 'asking' | 'sending' | 'failed' } | { state: 'sent'; code: string };

/** "Báo lỗi": sends what the client measured and shows the code to read out on the phone. */
export function ReportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('live');
  const live = useLive();
  const [sending, setSending] = useState<Sending>({ state: 'asking' });
  const send = async () => {
    setSending({ state: 'sending' });
    const code = await live.reportProblem();
    setSending(code ? { state: 'sent', code } : { state: 'failed' });
  };
  return (
    <Dialog title={t('report.title')} onClose={onClose}>
      <div role="status">
        {sending.state === 'sent' ? (
          <>
            <p>{t('report.sent')}</p>
            <p style={{ fontSize: '2rem', letterSpacing: '0.2em' }}>
              <strong>{sending.code}</strong>
            </p>
          </>
        ) : (
          <p>{t(sending.state === 'failed' ? 'report.failed' : 'report.text')}</p>
        )}
      </div>
      <div className={styles.actions}>
        <button type="button" className="hall-button" onClick={onClose}>
          {t('close')}
        </button>
        {sending.state !== 'sent' && (
          <button
            type="button"
            className="hall-button"
            data-first
            disabled={sending.state === 'sending'}
            onClick={() => void send()}
          >
            {t('report.send')}
          </button>
        )}
      </div>
    </Dialog>
  );
}
