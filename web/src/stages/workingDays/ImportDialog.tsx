import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { useSaying } from '../../ui/useSaying';
import { dayWords } from './monthDays';

/** Days pasted from a table: checked line by line before anything is taken. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('workingDays');
  const say = useSaying();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const send = useMutation({
    mutationFn: (preview: boolean) => answerOf(api.POST('/api/working-calendar/import', { body: { text, preview } })),
    onSuccess: ({ taken }, preview) => {
      if (preview || taken === 0) return;
      void queries.invalidateQueries({ queryKey: ['workingCalendar'] });
      say.done(t('imported', { count: taken }));
      onClose();
    },
  });
  const checked = send.data;
  return (
    <Modal
      open
      width={720}
      title={t('importTitle')}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('cancel')}
        </Button>,
        <Button key="check" disabled={!text.trim()} onClick={() => send.mutate(true)}>
          {t('check')}
        </Button>,
        <Button
          key="import"
          type="primary"
          disabled={!checked || checked.taken === 0}
          loading={send.isPending}
          onClick={() => send.mutate(false)}
        >
          {t('importNow', { count: checked?.taken ?? 0 })}
        </Button>,
      ]}
    >
      <ErrorNotice error={send.error} />
      <p className="panel-lead">{t('importHint')}</p>
      <Input.TextArea
        aria-label={t('importLabel')}
        autoSize={{ minRows: 5, maxRows: 12 }}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          send.reset();
        }}
      />
      {checked && (
        <Table
          className="import-lines"
          size="small"
          rowKey="line"
          pagination={false}
          scroll={{ y: 260 }}
          dataSource={checked.lines}
          columns={[
            { title: t('line'), dataIndex: 'line', width: '5em' },
            { title: t('day'), width: '8em', render: (_, { day }) => day && dayWords(day) },
            { title: t('name'), dataIndex: 'name' },
            { title: t('result'), render: (_, { error }) => error ?? t('fine') },
          ]}
        />
      )}
    </Modal>
  );
}
