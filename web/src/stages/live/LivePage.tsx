import { useParams } from 'react-router';

/** The meeting room: `/r/:roomId` for people signed in, `/p/:slug` for guests with a link. */
export function LivePage() {
  const { roomId, slug } = useParams();
  return (
    <main>
      <h1>{roomId ?? slug}</h1>
    </main>
  );
}
