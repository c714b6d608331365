import { Form, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { PasswordField } from '../../ui/PasswordField';
import type { Room } from './roomQueries';

interface JoinDialogProps {
  room: Room;
  onAgree: (password: string) => void;
  onCancel: () => void;
}

/** The room's password before its door; it is checked when entering. */
export function JoinDialog({ room, onAgree, onCancel }: JoinDialogProps) {
  const { t } = useTranslation('rooms');
  const [form] = Form.useForm<{ password: string }>();
  return (
    <Modal
      open
      title={t('dialog.title', { name: room.name })}
      okText={t('dialog.agree')}
      cancelText={t('cancel')}
      onOk={() => form.submit()}
      onCancel={onCancel}
    >
      <p className="panel-lead">
        {t('dialog.unit', { unit: room.unitName })}
        {!room.live && (
          <>
            <br />
            {t('dialog.notOpen')}
          </>
        )}
      </p>
      <Form<{ password: string }>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ password }) => onAgree(password)}
      >
        <Form.Item
          name="password"
          label={t('dialog.password')}
          rules={[{ required: true, message: t('dialog.passwordRequired') }]}
        >
          <PasswordField autoComplete="off" autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  );
}
