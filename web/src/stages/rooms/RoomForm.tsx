import { useMutation } from '@tanstack/react-query';
import { Form, Input, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { FormDialog } from '../../ui/FormDialog';
import { PasswordField } from '../../ui/PasswordField';
import { ModeChoice } from './ModeChoice';
import { type Room, type RoomMode, useRoomsChanged } from './roomQueries';

// As the server has it, so that it is said before asking.
const shortestPassword = 6;

interface RoomFields {
  name: string;
  password?: string;
  mode: RoomMode;
  waitingRoom: boolean;
}

interface RoomFormProps {
  /** The room to change; null makes a new one. */
  room: Room | null;
  onSaved: (room: Room) => void;
  onCancel: () => void;
}

/** "Tạo phòng" and its later changes. */
export function RoomForm({ room, onSaved, onCancel }: RoomFormProps) {
  const { t } = useTranslation('rooms');
  const roomsChanged = useRoomsChanged();
  const save = useMutation({
    mutationFn: (fields: RoomFields) => (room ? change(room.id, fields) : create(fields)),
    onSuccess: (saved) => {
      roomsChanged();
      onSaved(saved);
    },
  });
  return (
    <FormDialog<RoomFields>
      width={640}
      title={room ? t('form.editTitle') : t('form.createTitle')}
      send={room ? t('form.save') : t('form.create')}
      pending={save.isPending}
      onCancel={onCancel}
      error={save.error}
      initialValues={room ?? { mode: 'discussion', waitingRoom: false }}
      onFinish={(fields) => save.mutate(fields)}
    >
      <Form.Item
        name="name"
        label={t('form.name')}
        extra={t('form.nameHint')}
        rules={[{ required: true, whitespace: true, message: t('form.nameRequired') }]}
      >
        <Input size="large" maxLength={150} autoFocus autoComplete="off" placeholder={t('form.namePlaceholder')} />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('form.password')}
        extra={room ? t('form.passwordKeep') : t('form.passwordHint')}
        rules={[
          { required: !room, message: t('form.passwordRequired') },
          { min: shortestPassword, message: t('form.passwordShort', { count: shortestPassword }) },
        ]}
      >
        <PasswordField autoComplete="off" />
      </Form.Item>
      <Form.Item name="mode" label={t('form.mode')}>
        <ModeChoice />
      </Form.Item>
      <Form.Item
        name="waitingRoom"
        label={t('form.waitingRoom')}
        extra={t('form.waitingRoomHint')}
        valuePropName="checked"
      >
        <Switch checkedChildren={t('form.on')} unCheckedChildren={t('form.off')} />
      </Form.Item>
    </FormDialog>
  );
}

function create({ password = '', ...fields }: RoomFields): Promise<Room> {
  return answerOf(api.POST('/api/rooms', { body: { ...fields, password } }));
}

function change(id: string, { password, ...fields }: RoomFields): Promise<Room> {
  const body = password ? { ...fields, password } : fields;
  return answerOf(api.PATCH('/api/rooms/{id}', { params: { path: { id } }, body }));
}
