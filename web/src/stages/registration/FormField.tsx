import { Form } from 'antd';
import { createContext, type ReactNode, useContext } from 'react';

/** What the server says is wrong, by the name of the field. */
export const FieldErrors = createContext<Readonly<Record<string, readonly string[]>>>({});

interface FormFieldProps {
  /** As the server calls it, such as "mainSite.attendees". */
  name: string;
  /** None where the block's heading says it. */
  label?: ReactNode;
  hint?: ReactNode;
  required?: boolean;
  className?: string;
  /** Its input bears the id `idOf(name)`. */
  children: ReactNode;
}

export const idOf = (name: string) => `field-${name.replaceAll('.', '-')}`;

/** A label, its input, and what is wrong with it. */
export function FormField({ name, label, hint, required, className, children }: FormFieldProps) {
  const errors = useContext(FieldErrors)[name];
  return (
    <Form.Item
      label={label}
      htmlFor={idOf(name)}
      extra={hint}
      required={required}
      className={className}
      validateStatus={errors ? 'error' : undefined}
      help={errors?.join(' ')}
    >
      {children}
    </Form.Item>
  );
}
