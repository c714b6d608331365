import { CloseOutlined, UploadOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { FormField, idOf } from './FormField';
import { meetingQuery } from './meetingQueries';
import { addPaper, paperAddress, paperEndings, sizeText } from './papers';

/** Papers of a meeting that is on the server already. */
export function PapersBlock({ meetingId }: { meetingId: string | null }) {
  const { t, i18n } = useTranslation('registration');
  const queries = useQueryClient();
  const chooser = useRef<HTMLInputElement>(null);
  const papers = useQuery({ ...meetingQuery(meetingId ?? ''), enabled: meetingId !== null }).data?.papers ?? [];
  const own = papers.filter(({ kind }) => kind === 'paper');
  const changed = () => queries.invalidateQueries({ queryKey: ['meeting', meetingId] });
  const add = useMutation({
    mutationFn: async (files: readonly File[]) => {
      for (const file of files) await addPaper(meetingId ?? '', file);
    },
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
    <FormField name="papers" label={t('form.papers')} hint={meetingId ? t('form.papersHint') : t('form.papersFirst')}>
      <ErrorNotice error={add.error ?? remove.error} />
      <ul className="papers">
        {own.map((paper) => (
          <li key={paper.id}>
            <a href={paperAddress(meetingId ?? '', paper.id)} download>
              {paper.name}
            </a>
            <small>{sizeText(paper.size, i18n.language)}</small>
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined aria-hidden />}
              aria-label={`${t('remove')}: ${paper.name}`}
              onClick={() => remove.mutate(paper.id)}
            />
          </li>
        ))}
      </ul>
      <input
        ref={chooser}
        type="file"
        multiple
        style={{ display: 'none' }}
        accept={paperEndings}
        onChange={(event) => {
          add.mutate([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <Button
        id={idOf('papers')}
        icon={<UploadOutlined aria-hidden />}
        disabled={!meetingId}
        loading={add.isPending}
        onClick={() => chooser.current?.click()}
      >
        {t('form.papersAdd')}
      </Button>
    </FormField>
  );
}
