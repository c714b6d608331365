import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { SignInAgain } from '../../stages/accounts/SignInAgain';
import { CapacityBar } from '../../ui/CapacityBar';
import { DayLine } from '../../ui/dayline/DayLine';
import { type DenseColumn, DenseList } from '../../ui/dense/DenseList';
import { Matrix, type MatrixMark } from '../../ui/dense/Matrix';
import type { DenseNode } from '../../ui/dense/nodes';
import { EmptyState } from '../../ui/EmptyState';
import { PageHeader } from '../../ui/PageHeader';
import { StateTag } from '../../ui/StateTag';
import { TimeLine, type TimePoint } from '../../ui/timeline/TimeLine';
import { useOfficialAct } from '../../ui/useOfficialAct';
import { useSaying } from '../../ui/useSaying';
import './patterns.css';

interface Site {
  name: string;
  done: number;
  place: number;
}

interface District {
  name: string;
  sites: number;
}

const districts = 15;
const sitesEach = 17;
const items = 12;

const nodes: DenseNode<Site, District>[] = Array.from({ length: districts }, (_, district) => ({
  key: `d${district}`,
  name: `UBND huyện ${district + 1}`,
  group: { name: `UBND huyện ${district + 1}`, sites: sitesEach },
  children: Array.from({ length: sitesEach }, (_unused, site) => ({
    key: `d${district}s${site}`,
    row: {
      name: `UBND xã ${district + 1}.${site + 1}`,
      done: (district * 5 + site) % (items + 1),
      place: district + site,
    },
  })),
}));
const entries = nodes.flatMap((node) => ('children' in node ? node.children : [node]));
const columns: DenseColumn<Site, District>[] = [
  { key: 'name', title: 'Điểm cầu', render: ({ name }) => name },
  {
    key: 'done',
    title: 'Danh mục',
    width: '12rem',
    render: ({ done }) => `${done}/${items} mục`,
    group: ({ sites }) => `${sites} điểm cầu`,
  },
  {
    key: 'state',
    title: 'Tình trạng',
    width: '10rem',
    render: ({ done }) => (
      <StateTag tone={done === items ? 'good' : 'waiting'}>{done === items ? 'Đã xong' : 'Còn việc'}</StateTag>
    ),
  },
];
const hourMs = 3_600_000;
const begun = Date.now();
const points: TimePoint[] = (
  [
    ['Gửi đăng ký', -48, 'done', 'Đúng hạn', 'good'],
    ['Duyệt, cấp tài nguyên', -30, 'done', 'Đúng hạn', 'good'],
    ['Gửi giấy mời, tài liệu', -2, 'missed', 'Quá hạn', 'bad'],
    ['Hoàn thành chuẩn bị', 5, 'next', 'Đến hạn', 'waiting'],
    ['Hoàn thành kiểm tra kỹ thuật', 24, 'ahead', 'Chưa đến hạn', 'plain'],
    ['Họp', 26, 'ahead', 'Chưa đến hạn', 'plain'],
  ] as const
).map(([name, hours, phase, word, tone]) => ({
  key: name,
  name,
  at: begun + hours * hourMs,
  phase,
  when: `${hours > 0 ? '+' : ''}${hours} giờ`,
  state: <StateTag tone={tone}>{word}</StateTag>,
}));
const midnight = new Date(begun).setHours(0, 0, 0, 0);
const day = (
  [
    ['Giao ban', 7.5, 8.5, 'over'],
    ['Hội nghị toàn tỉnh', 8, 11, 'running'],
    ['Tập huấn', 13.5, 16.5, 'soon'],
    ['Trực ban', 19, 20, 'ahead'],
  ] as const
).map(([name, from, to, phase]) => ({
  key: name,
  from: midnight + from * hourMs,
  to: midnight + to * hourMs,
  phase,
  children: name,
}));
const marks: readonly MatrixMark[] = ['passed', 'passed', 'notChecked', 'passed', 'failed'];
const someone = {
  id: 'nobody',
  email: 'soyte@tinh.gov.vn',
  unitId: null,
  unitName: 'Sở Y tế',
  displayName: 'Sở Y tế',
  claimedUnit: null,
  isAdministrator: false,
  secondFactorEnabled: false,
  state: 'active',
  createdAt: '2026-01-01T00:00:00Z',
  lastSignInAt: null,
  mailTrouble: null,
} as const;

/** Every pattern of the office with its states, to be looked at while one is changed. In development only. */
export function PatternsPage() {
  const ask = useOfficialAct();
  const say = useSaying();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isLost, setLost] = useState(false);
  const later = () => new Promise((done) => setTimeout(done, 600));
  const tells = '199 điểm cầu nhận thư kèm văn bản và lịch.';
  const send = 'Gửi thông báo tới 199 điểm cầu';
  return (
    <main className="office-content">
      <PageHeader title="Thành phần" lead="Mỗi mẫu với các trạng thái của nó." />
      <Pattern title="Việc chính thức hỏi một lần">
        <Button onClick={() => ask({ title: `${send}?`, act: send, tells, onAct: later })}>Đủ nội dung</Button>
        <Button
          onClick={() =>
            ask({ title: `${send}?`, act: send, tells, empty: ['Số, ký hiệu', 'Họ tên người ký'], onAct: later })
          }
        >
          Còn để trống
        </Button>
        <Button
          danger
          onClick={() => ask({ title: 'Hủy cuộc họp?', act: 'Hủy cuộc họp', tells, danger: true, onAct: later })}
        >
          Nguy hiểm
        </Button>
        <Button onClick={() => say.undoable('Đã gửi đăng ký.', later)}>Hoàn tác trong 10 giây</Button>
        <Button onClick={() => say.refused(new Error('refused'))}>Bị từ chối</Button>
      </Pattern>
      <Pattern title="Phiên đăng nhập đã hết">
        <Button onClick={() => setLost(!isLost)}>{isLost ? 'Đóng' : 'Mở'}</Button>
        {isLost && <SignInAgain account={someone} isOpen />}
      </Pattern>
      <Pattern title="Trạng thái: chữ và màu">
        <StateTag tone="good">Đạt</StateTag>
        <StateTag tone="bad">Chưa đạt</StateTag>
        <StateTag tone="plain">Chưa kiểm tra</StateTag>
        <StateTag tone="waiting">Đến hạn</StateTag>
        <StateTag tone="blue">Mới thay đổi</StateTag>
      </Pattern>
      <Pattern title="Tài nguyên với giới hạn">
        <div style={{ width: '100%' }}>
          <CapacityBar taken={40} wanted={12} capacity={237} words="cần 12, đang dùng 40 trên 237 cổng" />
          <CapacityBar taken={200} wanted={200} capacity={237} words="cần 200, đang dùng 200 trên 237 cổng" />
        </div>
      </Pattern>
      <Pattern title="Các bước trên một dòng thời gian">
        <div style={{ width: '100%' }}>
          <TimeLine label="Các bước" points={points} />
        </div>
        <div style={{ width: '22rem' }}>
          <TimeLine label="Các bước, hẹp" points={points} />
        </div>
      </Pattern>
      <Pattern title="Dòng của một ngày">
        <div style={{ width: '100%' }}>
          <DayLine label="Hôm nay" dayStart={midnight} now={midnight + 9.25 * hourMs} entries={day} />
        </div>
        <div style={{ width: '22rem' }}>
          <DayLine label="Hôm nay, hẹp" dayStart={midnight} now={midnight + 9.25 * hourMs} entries={day} />
        </div>
      </Pattern>
      <Pattern title="Chưa có gì">
        <EmptyState title="Không có điểm cầu nào như vậy" text="Bỏ bớt điều kiện lọc." headingLevel={3} />
      </Pattern>
      <h2>Danh sách dày, có chọn</h2>
      <DenseList<Site, District>
        label="Danh sách dày"
        nodes={nodes}
        columns={columns}
        narrow={({ name }) => name}
        chosen={chosen}
        onChoose={setChosen}
        onOpen={({ name }) => say.done(name)}
      />
      <h2>
        Bảng tổng hợp {entries.length} × {items}
      </h2>
      <Matrix<Site, District>
        label="Bảng tổng hợp"
        rowTitle="Điểm cầu"
        columns={Array.from({ length: items }, (_, item) => ({ key: String(item), title: `Mục ${item + 1}` }))}
        nodes={entries}
        name={({ name }) => name}
        mark={({ place }, column) => marks[(place + column) % marks.length] ?? null}
        share={({ sites }) => ({ passed: sites - 3, failed: 1, of: sites })}
      />
    </main>
  );
}

function Pattern({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="panel pattern">
      <h2>{title}</h2>
      <div className="pattern-states">{children}</div>
    </section>
  );
}
