import { Outlet } from 'react-router';
import { OfficeLook } from '../ui/OfficeLook';

/** The forms at the door that are made of Ant Design. */
export function DoorForms() {
  return (
    <OfficeLook>
      <Outlet />
    </OfficeLook>
  );
}
