import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../ui/CopyButton';
import { qrAddress } from './qrAddress';
import type { Room } from './roomQueries';

/** The link and its QR code: to copy, to show, to download, to print. */
export function SharePanel({ room }: { room: Room }) {
  const { t } = useTranslation('rooms');
  return (
    <section className="panel" aria-labelledby="share-title">
      <h2 id="share-title">{t('room.shareTitle')}</h2>
      <p className="panel-lead">{t('room.shareLead')}</p>
      <label className="share-label" htmlFor="share-link">
        {t('room.link')}
      </label>
      <div className="share-link">
        <Input id="share-link" readOnly value={room.link} onFocus={(event) => event.target.select()} />
        <CopyButton text={room.link} label={t('room.copyLink')} />
      </div>
      <div className="share-qr">
        <img src={qrAddress(room.id)} alt={t('room.qr', { name: room.name })} />
        <div className="share-qr-actions">
          <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
            {t('room.print')}
          </Button>
          <Button icon={<DownloadOutlined aria-hidden />} href={qrAddress(room.id)} download={`${room.slug}.svg`}>
            {t('room.downloadQr')}
          </Button>
        </div>
      </div>
    </section>
  );
}
