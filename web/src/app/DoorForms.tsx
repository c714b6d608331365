import { Outlet } from 'react-router';
import { AskDialog } from '../ui/AskDialog';
import { OfficeLook } from '../ui/OfficeLook';
import { SayingList } from '../ui/SayingList';

/** The forms at the door that are made of Ant Design. */
export function DoorForms() {
  return (
    <OfficeLook>
      <Outlet />
      <SayingList />
      <AskDialog />
    </OfficeLook>
  );
}
