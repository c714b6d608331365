import { type ReactNode, useId } from 'react';
import './textInput.css';

/** What the control of a field is to carry. */
interface Control {
  id: string;
  'aria-invalid': boolean;
  'aria-describedby': string | undefined;
}

interface FieldProps {
  label: string;
  /** What is wrong with it; null: nothing, as far as is known. */
  fault: string | null;
  children: (control: Control) => ReactNode;
}

/** A label, a control and what is wrong with it, where there is no Ant Design. */
export function Field({ label, fault, children }: FieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-invalid': fault !== null, 'aria-describedby': fault === null ? undefined : `${id}-fault` })}
      {fault !== null && (
        <p id={`${id}-fault`} className="field-fault" role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}
