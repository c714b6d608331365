import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

/** Shown once: to be downloaded, printed or copied by hand. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const { t } = useTranslation('accounts');
  const file = `data:text/plain;charset=utf-8,${encodeURIComponent(`${codes.join('\r\n')}\r\n`)}`;
  return (
    <>
      <p className="panel-lead">{t('account.codesLead')}</p>
      <ul className="recovery-codes" aria-label={t('account.codesTitle')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="panel-actions no-print">
        <Button icon={<DownloadOutlined aria-hidden />} href={file} download={t('account.codesFile')}>
          {t('account.download')}
        </Button>
        <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
          {t('account.print')}
        </Button>
        <Button type="primary" onClick={onKept}>
          {t('account.codesKept')}
        </Button>
      </div>
    </>
  );
}
