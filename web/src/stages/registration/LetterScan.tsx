import { CloseOutlined, UploadOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { FormField, idOf } from './FormField';
import { meetingQuery } from './meetingQueries';
import { addPaper, paperAddress, paperEndings, registrationDocument, sizeText } from './papers';

/** The scan of the letter whose number and date stand beside it: one, which a new one replaces. */
export function LetterScan({ meetingId }: { meetingId: string | null }) {
  const { t, i18n } = useTranslation('registration');
  const queries = useQueryClient();
  const chooser = useRef<HTMLInputElement>(null);
  const meeting = useQuery({ ...meetingQuery(meetingId ?? ''), enabled: meetingId !== null });
  const scan = meeting.data?.papers.find(({ kind }) => kind === 'letter');
  const changed = () => queries.invalidateQueries({ queryKey: ['meeting', meetingId] });
  const add = useMutation({
    mutationFn: (file: File) => addPaper(meetingId ?? '', file, 'letter'),
    onSettled: changed,
  });
  const remove = useMutation({
    mutationFn: (paperId: string) =>
      answerOf(
        api.DELETE('/api/meetings/{id}/papers/{paperId}', { params: { path: { id: meetingId ?? '', paperId } } }),
      ),
    onSettled: changed,
  });
  return (
    <FormField
      name="letter.scan"
      label={t('form.letterScan')}
      hint={meetingId ? t('form.letterScanHint') : t('form.papersFirst')}
    >
      <ErrorNotice error={add.error ?? remove.error} />
      {scan && (
        <ul className="papers">
          <li>
            <a href={paperAddress(meetingId ?? '', scan.id)} download>
              {scan.name}
            </a>
            <small>{sizeText(scan.size, i18n.language)}</small>
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined aria-hidden />}
              aria-label={`${t('remove')}: ${scan.name}`}
              onClick={() => remove.mutate(scan.id)}
            />
          </li>
        </ul>
      )}
      <input
        ref={chooser}
        type="file"
        style={{ display: 'none' }}
        accept={paperEndings}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) add.mutate(file);
          event.target.value = '';
        }}
      />
      <div className="letter-buttons">
        <Button
          id={idOf('letter.scan')}
          icon={<UploadOutlined aria-hidden />}
          disabled={!meetingId}
          loading={add.isPending}
          onClick={() => chooser.current?.click()}
        >
          {t(scan ? 'form.letterScanReplace' : 'form.letterScanAdd')}
        </Button>
        {meetingId && (
          <a href={registrationDocument(meetingId)} download>
            {t('form.letterDocument')}
          </a>
        )}
      </div>
    </FormField>
  );
}
