import { CloseOutlined, UploadOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { FormField, idOf } from './FormField';
import { meetingQuery } from './meetingQueries';
import { addPaper, type Paper, paperAddress, paperEndings, sizeText } from './papers';

interface PaperFieldProps {
  meetingId: string | null;
  kind: Paper['kind'];
  name: string;
  label: string;
  /** Once the meeting is on the server, so that files can be added. */
  hint: string;
  multiple?: boolean;
  /** @param any whether there are some already */
  action: (any: boolean) => string;
  /** Beside the button. */
  children?: ReactNode;
}

/** Files of one kind of a meeting that is on the server already: shown, added, removed. */
export function PaperField({ meetingId, kind, name, label, hint, multiple, action, children }: PaperFieldProps) {
  const { t, i18n } = useTranslation('registration');
  const queries = useQueryClient();
  const chooser = useRef<HTMLInputElement>(null);
  const meeting = useQuery({ ...meetingQuery(meetingId ?? ''), enabled: meetingId !== null });
  const papers = meeting.data?.papers.filter((paper) => paper.kind === kind) ?? [];
  const changed = () => queries.invalidateQueries({ queryKey: ['meeting', meetingId] });
  const add = useMutation({
    mutationFn: async (files: readonly File[]) => {
      for (const file of files) await addPaper(meetingId ?? '', file, kind);
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
    <FormField name={name} label={label} hint={meetingId ? hint : t('form.papersFirst')}>
      <ErrorNotice error={add.error ?? remove.error} />
      {papers.length > 0 && (
        <ul className="papers">
          {papers.map((paper) => (
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
      )}
      <input
        ref={chooser}
        type="file"
        multiple={multiple}
        style={{ display: 'none' }}
        accept={paperEndings}
        onChange={(event) => {
          add.mutate([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <div className="paper-buttons">
        <Button
          id={idOf(name)}
          // Its own words name it, not the field's label, for those who speak to their computer.
          aria-label={action(papers.length > 0)}
          icon={<UploadOutlined aria-hidden />}
          disabled={!meetingId}
          loading={add.isPending}
          onClick={() => chooser.current?.click()}
        >
          {action(papers.length > 0)}
        </Button>
        {children}
      </div>
    </FormField>
  );
}
