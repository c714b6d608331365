import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { useTimes } from '../../ui/useTimes';
import { type Approval, type NodeTimeline, siteTimelineQuery, timelineQuery } from './approvalQueries';
import { barsOf, placeOf } from './picture';

const hour = 3_600_000;
const height = 180;
const roomsShown = 8;

/** The day of a meeting: what the media node carries, what is taken, and what the meeting would take; below it the rooms that are taken. */
export function CapacityPicture({ approval }: { approval: Approval }) {
  const { t } = useTranslation('approval');
  const { item, need, nodes, nodeId } = approval;
  const node = nodes.find(({ id }) => id === nodeId) ?? nodes[0];
  const window = useDay(item.startsAt, item.endsAt);
  const span = { from: new Date(window.start).toISOString(), to: new Date(window.end).toISOString() };
  const timeline = useQuery(timelineQuery(span));
  const shown = timeline.data?.find(({ id }) => id === node?.id);
  const missing = node ? Math.max(0, need.ports - (node.capacity.ports - node.taken.ports)) : 0;
  return (
    <section className="panel" aria-labelledby="capacity-title">
      <h2 id="capacity-title">{t('capacity.title')}</h2>
      <ErrorNotice error={timeline.error} onRetry={() => timeline.refetch()} />
      {!node && <p>{t('capacity.noNode')}</p>}
      {node && (
        <p className="panel-lead">
          {t('capacity.said', {
            name: node.name,
            capacity: node.capacity.ports,
            taken: node.taken.ports,
            need: need.ports,
          })}{' '}
          <strong>
            {item.hasCapacity ? t('capacity.fits') : t('capacity.short', { missing, fit: approval.sitesThatFit })}
          </strong>
        </p>
      )}
      {timeline.isPending && <Skeleton active />}
      {shown && <Day node={shown} approval={approval} window={window} />}
      {item.clashCount > 0 && <Rooms approval={approval} window={window} />}
    </section>
  );
}

interface Window {
  start: number;
  end: number;
}

/** From 06h00 to 20h00 of the meeting's day, or as long as the meeting. */
function useDay(startsAt: string, endsAt: string): Window {
  const times = useTimes();
  const [day, month, year] = times.date(startsAt).split('/');
  const at = (clock: string) => times.instantOf(`${year}-${month}-${day}T${clock}`).getTime();
  return {
    start: Math.min(at('06:00'), Date.parse(startsAt) - 2 * hour),
    end: Math.max(at('20:00'), Date.parse(endsAt) + hour),
  };
}

function Day({ node, approval, window }: { node: NodeTimeline; approval: Approval; window: Window }) {
  const { t } = useTranslation('approval');
  const { item, need } = approval;
  const wish = {
    start: Date.parse(item.startsAt) - holdMs(node, item),
    end: Date.parse(item.endsAt),
    ports: need.ports,
  };
  const bars = barsOf(node, wish, window);
  const top = Math.max(node.capacity.ports, ...bars.map((bar) => bar.high)) * 1.08 || 1;
  const y = (ports: number) => height - (ports / top) * height;
  return (
    <figure className="approval-picture">
      <div className="approval-graph">
        <svg viewBox={`0 0 1000 ${height}`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
          {bars.map((bar) => (
            <rect
              key={`${bar.kind}${bar.from}${bar.low}`}
              className={`is-${bar.kind}`}
              x={bar.from}
              width={bar.to - bar.from}
              y={y(bar.high)}
              height={y(bar.low) - y(bar.high)}
            />
          ))}
          <line className="is-capacity" x1="0" x2="1000" y1={y(node.capacity.ports)} y2={y(node.capacity.ports)} />
        </svg>
        <span className="approval-capacity-label" style={{ top: `${(y(node.capacity.ports) / height) * 100}%` }}>
          {t('capacity.line', { count: node.capacity.ports })}
        </span>
      </div>
      <Hours window={window} />
      <figcaption>
        <span className="is-taken">{t('capacity.taken')}</span>
        <span className="is-wish">{t('capacity.wish')}</span>
        {bars.some((bar) => bar.kind === 'over') && <span className="is-over">{t('capacity.over')}</span>}
      </figcaption>
    </figure>
  );
}

/** Sites connect before the meeting begins; how long before is what others are held for, too. */
function holdMs(node: NodeTimeline, item: Approval['item']): number {
  const own = node.meetings.find((held) => held.meetingId === item.id);
  return own ? Date.parse(item.startsAt) - Date.parse(own.startsAt) : hour;
}

function Hours({ window }: { window: Window }) {
  const times = useTimes();
  const first = Math.ceil(window.start / (2 * hour)) * 2 * hour;
  const marks = Array.from({ length: 40 }, (_, index) => first + index * 2 * hour).filter((mark) => mark < window.end);
  return (
    <div className="approval-hours" aria-hidden="true">
      {marks.map((mark) => (
        <span key={mark} style={{ left: `${placeOf(mark, window) / 10}%` }}>
          {times.clock(new Date(mark))}
        </span>
      ))}
    </div>
  );
}

function Rooms({ approval, window }: { approval: Approval; window: Window }) {
  const { t } = useTranslation('approval');
  const times = useTimes();
  const { item } = approval;
  const span = { from: new Date(window.start).toISOString(), to: new Date(window.end).toISOString() };
  const rooms = useQuery(siteTimelineQuery(span, item.id));
  const clashing = (rooms.data ?? []).filter((room) =>
    room.meetings.some(
      (held) => held.meetingId !== item.id && held.startsAt < item.endsAt && held.endsAt > item.startsAt,
    ),
  );
  const place = (from: string, to: string) => {
    const left = placeOf(Date.parse(from), window) / 10;
    return { left: `${left}%`, width: `${placeOf(Date.parse(to), window) / 10 - left}%` };
  };
  return (
    <>
      <h3>{t('capacity.rooms')}</h3>
      <ErrorNotice error={rooms.error} onRetry={() => rooms.refetch()} />
      <ul className="approval-rooms">
        {clashing.slice(0, roomsShown).map((room) => (
          <li key={room.siteId}>
            <span>{room.name}</span>
            <span className="approval-lane">
              <span className="is-wish" style={place(item.startsAt, item.endsAt)} />
              {room.meetings.map((held) => (
                <span
                  key={held.startsAt}
                  className="is-taken"
                  style={place(held.startsAt, held.endsAt)}
                  title={`${held.title ?? t('capacity.hidden')}, ${times.clock(held.startsAt)}–${times.clock(held.endsAt)}`}
                />
              ))}
            </span>
          </li>
        ))}
      </ul>
      {clashing.length > roomsShown && <p>{t('rivals.more', { count: clashing.length - roomsShown })}</p>}
    </>
  );
}
