import { DatePicker, Form, Input } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../ui/FormDialog';
import { useMailWords } from '../../ui/useMailWords';
import { useSaying } from '../../ui/useSaying';
import { useTimes } from '../../ui/useTimes';
import { ModeChoice } from './ModeChoice';
import type { RoomMode } from './roomQueries';
import { useRequestAct } from './roomRequests';

interface Fields {
  name: string;
  mode: RoomMode;
  forWhen?: Dayjs | null;
  reason: string;
}

/** "Đề nghị tạo phòng": an operator makes the room, and its password comes by mail. */
export function RoomRequestForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('rooms');
  const say = useSaying();
  const mails = useMailWords();
  const { instantOf } = useTimes();
  const act = useRequestAct();
  const send = ({ forWhen, ...wish }: Fields) =>
    act.mutate(
      {
        kind: 'ask',
        wish: { ...wish, forWhen: forWhen ? instantOf(forWhen.format('YYYY-MM-DDTHH:mm')).toISOString() : null },
      },
      {
        onSuccess: () => {
          say.done(mails.will(t('requests.sent')));
          onClose();
        },
      },
    );
  return (
    <FormDialog<Fields>
      width={640}
      title={t('requests.ask')}
      send={t('requests.send')}
      lead={t('requests.lead')}
      pending={act.isPending}
      error={act.error}
      initialValues={{ mode: 'discussion' }}
      onCancel={onClose}
      onFinish={send}
    >
      <Form.Item
        name="name"
        label={t('form.name')}
        rules={[{ required: true, whitespace: true, message: t('form.nameRequired') }]}
      >
        <Input size="large" maxLength={150} autoFocus autoComplete="off" placeholder={t('form.namePlaceholder')} />
      </Form.Item>
      <Form.Item name="forWhen" label={t('requests.forWhen')}>
        <DatePicker size="large" showTime={{ format: 'HH:mm' }} format="DD/MM/YYYY HH:mm" />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('requests.reason')}
        rules={[{ required: true, whitespace: true, message: t('requests.reasonRequired') }]}
      >
        <Input.TextArea maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} />
      </Form.Item>
      <Form.Item name="mode" label={t('form.mode')}>
        <ModeChoice />
      </Form.Item>
    </FormDialog>
  );
}
