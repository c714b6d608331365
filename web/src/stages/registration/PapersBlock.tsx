import { useTranslation } from 'react-i18next';
import { PaperField } from './PaperField';

/** What the meeting is about, on paper. */
export function PapersBlock({ meetingId }: { meetingId: string | null }) {
  const { t } = useTranslation('registration');
  return (
    <PaperField
      meetingId={meetingId}
      kind="paper"
      name="papers"
      label={t('form.papers')}
      hint={t('form.papersHint')}
      multiple
      action={() => t('form.papersAdd')}
    />
  );
}
