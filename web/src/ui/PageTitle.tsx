import { useSession } from '../api/session';

/** The browser tab's title: the page, then the installation. */
export function PageTitle({ children }: { children: string }) {
  const session = useSession();
  return <title>{`${children} – ${session.data?.installation.name ?? 'DiemCau'}`}</title>;
}
