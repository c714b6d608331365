import { Form, type FormProps, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from './ErrorNotice';
import './texts';

interface FormDialogProps<T> extends Pick<FormProps<T>, 'form' | 'initialValues' | 'onValuesChange' | 'onFinish'> {
  title: string;
  /** What sending it does, in words. */
  send: string;
  danger?: boolean;
  /** What it needs is not yet there. */
  disabled?: boolean;
  /** Pixels; not given: as wide as dialogs are. */
  width?: number;
  pending?: boolean;
  /** Why it was refused. */
  error?: unknown;
  /** What has to be known before it is filled in. */
  lead?: ReactNode;
  /** Buttons besides those that send and cancel. */
  more?: ReactNode;
  onCancel: () => void;
  children: ReactNode;
}

/** A form in a dialog that sends it; what was typed stays while it is sent, and when it is refused. */
export function FormDialog<T>(props: FormDialogProps<T>) {
  const {
    title,
    send,
    danger = false,
    disabled = false,
    width,
    pending = false,
    error,
    lead,
    more,
    onCancel,
    form: given,
    ...fields
  } = props;
  const { t } = useTranslation('ui');
  const [form] = Form.useForm<T>(given);
  return (
    <Modal
      open
      {...(width && { width })}
      title={title}
      okText={send}
      okButtonProps={{ danger, disabled }}
      cancelText={t('cancel')}
      confirmLoading={pending}
      onOk={() => form.submit()}
      onCancel={onCancel}
      footer={(buttons) => (
        <>
          {more}
          {buttons}
        </>
      )}
    >
      {lead && <p className="panel-lead">{lead}</p>}
      <ErrorNotice error={error} />
      <Form layout="vertical" requiredMark={false} {...fields} form={form} />
    </Modal>
  );
}
