import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Button } from '../../ui/Button';
import { CountedIcon } from '../../ui/CountedIcon';
import { InboxIcon } from '../../ui/icons';
import { inboxQuery } from './noticeQueries';
import './texts';

/** The way to the inbox, with how much in it is new. */
export function InboxButton() {
  const { t } = useTranslation('notices');
  const navigate = useNavigate();
  const total = useQuery(inboxQuery(true, 1, 1)).data?.total ?? 0;
  return (
    <Button
      kind="quiet"
      aria-label={total > 0 ? t('inbox.buttonCount', { count: total }) : t('inbox.button')}
      onClick={() => navigate('/hop-thong-bao')}
    >
      <CountedIcon count={total}>
        <InboxIcon />
      </CountedIcon>
    </Button>
  );
}
