import { SendOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Checkbox, DatePicker, Form, Input, InputNumber, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import type { components } from '../../api/schema';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { PasswordField } from '../../ui/PasswordField';
import { useMailWords } from '../../ui/useMailWords';
import { useTimes } from '../../ui/useTimes';
import { splitAddresses, wrongAddresses } from './mailAddresses';

interface Fields {
  emails: string[];
  startsAt?: Dayjs | null;
  minutes?: number | null;
  note?: string;
  includePassword: boolean;
  password?: string;
}

/** "Mời bằng thư": addresses, time, a note – and what became of it. */
export function InvitationForm({ roomId }: { roomId: string }) {
  const { t } = useTranslation('rooms');
  const [form] = Form.useForm<Fields>();
  const { instantOf } = useTimes();
  const includePassword = Form.useWatch('includePassword', form);
  const invite = useMutation({
    mutationFn: (fields: Fields) =>
      answerOf(
        api.POST('/api/rooms/{id}/invitations', { params: { path: { id: roomId } }, body: bodyOf(fields, instantOf) }),
      ),
    onSuccess: ({ refused }) => form.setFieldsValue({ emails: refused }),
  });
  return (
    <section className="panel" aria-labelledby="invite-title">
      <h2 id="invite-title">{t('invite.title')}</h2>
      <p className="panel-lead">{t('invite.lead')}</p>
      <ErrorNotice error={invite.error} />
      {invite.data && <Result result={invite.data} />}
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ emails: [], minutes: 60, includePassword: false }}
        onFinish={(fields) => invite.mutate(fields)}
      >
        <Form.Item
          name="emails"
          label={t('invite.emails')}
          extra={t('invite.emailsHint')}
          normalize={splitAddresses}
          validateTrigger="onSubmit"
          rules={[
            { required: true, type: 'array', min: 1, message: t('invite.emailsRequired') },
            {
              validator: (_, emails: string[]) => {
                const wrong = wrongAddresses(emails);
                return wrong.length === 0
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('invite.emailsInvalid', { list: wrong.join(', ') })));
              },
            },
          ]}
        >
          <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[',', ';', '\n', '\t']} />
        </Form.Item>
        <div className="invite-when">
          <Form.Item name="startsAt" label={t('invite.startsAt')}>
            <DatePicker
              showTime={{ format: 'HH:mm', minuteStep: 5 }}
              format="DD/MM/YYYY HH:mm"
              // Enter takes the time that was typed; it does not send the letters.
              onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
            />
          </Form.Item>
          <Form.Item name="minutes" label={t('invite.minutes')}>
            <InputNumber min={5} max={1440} step={15} />
          </Form.Item>
        </div>
        <Form.Item name="note" label={t('invite.note')}>
          <Input.TextArea rows={3} maxLength={2000} placeholder={t('invite.notePlaceholder')} />
        </Form.Item>
        <Form.Item name="includePassword" valuePropName="checked" extra={t('invite.includePasswordHint')}>
          <Checkbox>{t('invite.includePassword')}</Checkbox>
        </Form.Item>
        {includePassword && (
          <Form.Item
            name="password"
            label={t('invite.password')}
            extra={t('invite.passwordHint')}
            rules={[{ required: true, message: t('dialog.passwordRequired') }]}
          >
            <PasswordField autoComplete="off" size="middle" />
          </Form.Item>
        )}
        <Button htmlType="submit" icon={<SendOutlined aria-hidden />} loading={invite.isPending}>
          {t('invite.send')}
        </Button>
      </Form>
    </section>
  );
}

function Result({ result }: { result: components['schemas']['RoomInvitationResult'] }) {
  const { t } = useTranslation('rooms');
  const mails = useMailWords();
  return (
    <div role="status">
      {result.accepted > 0 && (
        <Alert
          className="error-notice"
          type="success"
          showIcon
          title={mails.sent(t('invite.sent', { count: result.accepted }))}
        />
      )}
      {result.refused.length > 0 && (
        <Alert
          className="error-notice"
          type="warning"
          showIcon
          title={t('invite.refused')}
          description={
            <ul className="invite-refused">
              {result.refused.map((address) => (
                <li key={address}>{address}</li>
              ))}
            </ul>
          }
        />
      )}
    </div>
  );
}

function bodyOf(
  { emails, startsAt, minutes, note, includePassword, password }: Fields,
  instantOf: (wallClock: string) => Date,
): components['schemas']['RoomInvitation'] {
  return {
    emails,
    includePassword,
    ...(includePassword && { password }),
    ...(startsAt && { startsAt: instantOf(startsAt.format('YYYY-MM-DDTHH:mm')).toISOString(), minutes: minutes ?? 60 }),
    ...(note?.trim() && { note: note.trim() }),
  };
}
