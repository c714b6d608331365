import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { supportQuery } from '../../api/supportContacts';
import { CopyButton } from '../../ui/CopyButton';
import { invitationText } from '../../ui/invitation';
import { useTimes } from '../../ui/useTimes';
import { qrAddress } from './qrAddress';
import type { Room } from './roomQueries';

/** The link and its QR code: to copy, to show, to download, to print. */
export function SharePanel({ room }: { room: Room }) {
  const { t } = useTranslation('rooms');
  const { t: ui } = useTranslation('ui');
  const times = useTimes();
  const support = useQuery(supportQuery).data?.find(({ phone }) => phone) ?? null;
  const { name, unitName, link } = room;
  const invitation = invitationText(
    { name, unitName, startsAt: null, link, number: null, password: null, hasPassword: true, support },
    ui,
    times.dateTime,
  );
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
        <CopyButton text={invitation} label={ui('invitation.copy')} />
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
