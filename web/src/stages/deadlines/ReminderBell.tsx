import { BellOutlined } from '@ant-design/icons';
import { Badge, Button, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import './ReminderBell.css';
import { ReminderList, useUnreadReminders } from './ReminderList';
import './texts';

/** How many reminders are unread, and, behind it, which. */
export function ReminderBell() {
  const { t } = useTranslation('deadlines');
  const [open, setOpen] = useState(false);
  const total = useUnreadReminders().data?.total ?? 0;
  return (
    <Popover
      trigger="click"
      placement="bottom"
      open={open}
      onOpenChange={setOpen}
      content={
        <div className="reminders is-popover">
          <ReminderList onFollow={() => setOpen(false)} />
        </div>
      }
    >
      <Button
        type="text"
        className="reminder-bell"
        aria-label={total > 0 ? t('bellCount', { count: total }) : t('bell')}
        icon={
          <Badge count={total} size="small" aria-hidden>
            <BellOutlined aria-hidden />
          </Badge>
        }
      />
    </Popover>
  );
}
