import { Button, Drawer, Grid, Input, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { EmptyState } from '../../ui/EmptyState';
import { useTyped } from '../../ui/useTyped';
import { ConfirmAll } from './Confirming';
import { FillButtons } from './FillButtons';
import type { Preparation } from './preparationQueries';
import { StationMatrix } from './StationMatrix';
import { StationPanel } from './StationPanel';
import { StationTable } from './StationTable';
import { finds, keyOf, matches, type StationFilter, stateOf } from './stations';

/** Every station that the reader sees, to be filtered, filled and opened; what is shown stands in the address. */
export function StationsBlock({ preparation }: { preparation: Preparation }) {
  const { t } = useTranslation('preparation');
  const wide = Grid.useBreakpoint().md ?? true;
  const [params, setParams] = useSearchParams();
  const search = params.get('tim') ?? '';
  const filter = (params.get('loc') ?? '') as StationFilter;
  const isMatrix = params.get('xem') === 'bang';
  const { stations } = preparation;
  const shown = stations.filter((station) => matches(station, filter) && finds(station, search.trim()));
  const opened = stations.find((station) => keyOf(station) === params.get('mo'));
  const look = (changes: Record<string, string>) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    setParams(next, { replace: true });
  };
  const [typed, type] = useTyped(search, (tim) => look({ tim }));
  const count = (wanted: StationFilter) => stations.filter((station) => matches(station, wanted)).length;
  return (
    <section className="preparation-stations no-print" aria-labelledby="preparation-stations">
      <div className="preparation-tools">
        <h2 id="preparation-stations">{t('stations.title')}</h2>
        {stations.length > 2 && (
          <Segmented
            aria-label={t('stations.view')}
            value={isMatrix ? 'bang' : ''}
            onChange={(value) => look({ xem: value })}
            options={[
              { value: '', label: t('stations.asList') },
              { value: 'bang', label: t('stations.matrix') },
            ]}
          />
        )}
      </div>
      <div className="preparation-tools">
        <Input
          type="search"
          size="large"
          allowClear
          aria-label={t('stations.search')}
          placeholder={t('stations.search')}
          value={typed}
          onChange={(event) => type(event.target.value)}
        />
        <Segmented<StationFilter>
          size="large"
          vertical={!wide}
          aria-label={t('stations.filter')}
          value={filter}
          onChange={(value) => look({ loc: value })}
          options={[
            { value: '', label: t('stations.all', { count: stations.length }) },
            ...(count('xac-nhan-lai') > 0
              ? [{ value: 'xac-nhan-lai' as const, label: t('stations.again', { count: count('xac-nhan-lai') }) }]
              : []),
            { value: 'chua-truc', label: t('stations.nobody', { count: count('chua-truc') }) },
            { value: 'chua-xong', label: t('stations.open', { count: count('chua-xong') }) },
            {
              value: 'qua-han',
              label: t('stations.late', { count: stations.filter((s) => stateOf(s) === 'late').length }),
            },
          ]}
        />
      </div>
      <ConfirmAll preparation={preparation} />
      {stations.some((station) => station.siteId && station.mayWrite) && (
        <FillButtons meetingId={preparation.meetingId} />
      )}
      {shown.length > 0 && isMatrix ? (
        <StationMatrix
          key={filter || search ? 'list' : 'tree'}
          meetingId={preparation.meetingId}
          stations={shown}
          levels={filter || search ? [] : preparation.levels}
          onOpen={(station) => look({ mo: keyOf(station) })}
        />
      ) : shown.length > 0 ? (
        <StationTable
          key={filter || search ? 'list' : 'tree'}
          stations={shown}
          levels={filter || search ? [] : preparation.levels}
          onOpen={(station) => look({ mo: keyOf(station) })}
        />
      ) : (
        <div className="panel">
          <EmptyState
            title={t('stations.noneTitle')}
            text={t('stations.noneText')}
            action={<Button onClick={() => look({ tim: '', loc: '' })}>{t('stations.clear')}</Button>}
          />
        </div>
      )}
      <Drawer
        open={opened !== undefined}
        size={wide ? 640 : '100%'}
        title={opened?.name}
        onClose={() => look({ mo: '' })}
      >
        {opened && <StationPanel meetingId={preparation.meetingId} siteId={opened.siteId ?? null} />}
      </Drawer>
    </section>
  );
}
