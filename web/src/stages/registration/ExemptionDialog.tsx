import { useMutation } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { FormDialog } from '../../ui/FormDialog';
import { useSaying } from '../../ui/useSaying';
import { type Deadline, type Meeting, useMeetingsChanged } from './meetingQueries';

interface Fields {
  grantedBy: string;
  reason: string;
}

/** Writes down who has granted that a deadline need not be kept, and why. */
export function ExemptionDialog(props: { meeting: Meeting; deadline: Deadline; onClose: () => void }) {
  const { meeting, deadline, onClose } = props;
  const { t } = useTranslation('registration');
  const say = useSaying();
  const changed = useMeetingsChanged();
  const exempt = useMutation({
    mutationFn: (fields: Fields) =>
      answerOf(
        api.POST('/api/meetings/{id}/exemptions', {
          params: { path: { id: meeting.id } },
          body: { version: meeting.version, deadline: deadline.deadline, ...fields },
        }),
      ),
    onSuccess: () => {
      changed();
      say.done(t('exempt.done'));
      onClose();
    },
  });
  return (
    <FormDialog<Fields>
      title={`${t('exempt.title')}: ${t(`deadlines.${deadline.deadline}`)}`}
      send={t('exempt.action')}
      pending={exempt.isPending}
      onCancel={onClose}
      error={exempt.error}
      onFinish={(fields) => exempt.mutate(fields)}
    >
      <Form.Item name="grantedBy" label={t('form.grantedBy')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={300} autoFocus />
      </Form.Item>
      <Form.Item name="reason" label={t('page.reason')} rules={[{ required: true, whitespace: true }]}>
        <Input.TextArea maxLength={4000} autoSize={{ minRows: 2 }} />
      </Form.Item>
    </FormDialog>
  );
}
