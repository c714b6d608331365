import { useTranslation } from 'react-i18next';
import { PaperField } from './PaperField';
import { registrationDocument } from './papers';

/** The scan of the letter whose number and date stand beside it: one, which a new one replaces. */
export function LetterScan({ meetingId }: { meetingId: string | null }) {
  const { t } = useTranslation('registration');
  return (
    <PaperField
      meetingId={meetingId}
      kind="letter"
      name="letter.scan"
      label={t('form.letterScan')}
      hint={t('form.letterScanHint')}
      action={(any) => t(any ? 'form.letterScanReplace' : 'form.letterScanAdd')}
    >
      {meetingId && (
        <a href={registrationDocument(meetingId)} download>
          {t('form.letterDocument')}
        </a>
      )}
    </PaperField>
  );
}
