import { Outlet } from 'react-router';
import { OfficeLook } from '../ui/OfficeLook';

/** The pages that are made of Ant Design. */
export function OfficeForms() {
  return (
    <OfficeLook>
      <Outlet />
    </OfficeLook>
  );
}
