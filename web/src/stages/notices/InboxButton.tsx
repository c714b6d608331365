import { InboxOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Badge, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { inboxQuery } from './noticeQueries';
import './texts';

/** The way to the inbox, with how much in it is new. */
export function InboxButton() {
  const { t } = useTranslation('notices');
  const navigate = useNavigate();
  const total = useQuery(inboxQuery(true, 1, 1)).data?.total ?? 0;
  return (
    <Button
      type="text"
      className="reminder-bell"
      aria-label={total > 0 ? t('inbox.buttonCount', { count: total }) : t('inbox.button')}
      onClick={() => navigate('/hop-thong-bao')}
      icon={
        <Badge count={total} size="small" aria-hidden>
          <InboxOutlined aria-hidden />
        </Badge>
      }
    />
  );
}
