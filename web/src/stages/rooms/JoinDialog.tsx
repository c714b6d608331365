import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../ui/FormDialog';
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
  return (
    <FormDialog<{ password: string }>
      title={t('dialog.title', { name: room.name })}
      send={t('dialog.agree')}
      onCancel={onCancel}
      lead={
        <>
          {t('dialog.unit', { unit: room.unitName })}
          {!room.live && (
            <>
              <br />
              {t('dialog.notOpen')}
            </>
          )}
        </>
      }
      onFinish={({ password }) => onAgree(password)}
    >
      <Form.Item
        name="password"
        label={t('dialog.password')}
        rules={[{ required: true, message: t('dialog.passwordRequired') }]}
      >
        <PasswordField autoComplete="off" autoFocus />
      </Form.Item>
    </FormDialog>
  );
}
