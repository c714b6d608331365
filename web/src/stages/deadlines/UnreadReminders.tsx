import { useTranslation } from 'react-i18next';
import { PageSection } from '../../ui/PageSection';
import './ReminderBell.css';
import { ReminderList, useUnreadReminders } from './ReminderList';
import './texts';

/** "Nhắc việc" on the home page; nothing when there is nothing to be reminded of. */
export function UnreadReminders() {
  const { t } = useTranslation('deadlines');
  if (!useUnreadReminders().data?.total) return null;
  return (
    <PageSection id="reminders" title={t('bell')}>
      <div className="reminders panel">
        <ReminderList />
      </div>
    </PageSection>
  );
}
