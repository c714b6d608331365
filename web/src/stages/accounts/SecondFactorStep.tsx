import type { ComponentProps } from 'react';
import { OfficeLook } from '../../ui/OfficeLook';
import { SecondFactorForm } from './SecondFactorForm';

/** The second factor on the sign-in page, which has no Ant Design of its own. */
export function SecondFactorStep(props: ComponentProps<typeof SecondFactorForm>) {
  return (
    <OfficeLook>
      <SecondFactorForm {...props} />
    </OfficeLook>
  );
}
