import { projectDocument, type ApiVersion } from '@clapper/protocol';
import { Drawer, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/api.ts';
import { Authors } from './Authors.tsx';
import type { HistoryProps } from './history-props.ts';
import { NameForm } from './NameForm.tsx';
import { Preview } from './Preview.tsx';
import { Unavailable } from './Unavailable.tsx';
import { VersionList } from './VersionList.tsx';
import classes from './History.module.css';

type View = 'versions' | 'authors';

/** A drawer at the right: versions and what going back to one would change; in the plan also who wrote what. */
export default function HistoryPanel(props: HistoryProps) {
  const { kind, onClose } = props;
  const { t } = useTranslation('history');
  const [view, setView] = useState<View>('versions');
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="min(980px, 100%)"
      title={t('title')}
      closeButtonProps={{ 'aria-label': t('close') }}
      overlayProps={{ backgroundOpacity: 0.2, color: '#000' }}
      transitionProps={{ duration: 180 }}
      // Its head is no second banner of the page.
      attributes={{ header: { role: 'none' } }}
      classNames={{
        content: classes['content'] ?? '',
        header: classes['header'] ?? '',
        title: classes['title'] ?? '',
        body: classes['body'] ?? '',
      }}
    >
      {kind === 'plan' && (
        <SegmentedControl
          className={classes['views'] ?? ''}
          aria-label={t('view')}
          value={view}
          onChange={(value) => setView(value === 'authors' ? 'authors' : 'versions')}
          data={[
            { value: 'versions', label: t('view.versions') },
            { value: 'authors', label: t('view.authors') },
          ]}
        />
      )}
      {view === 'authors' ? <Authors {...props} /> : <Versions {...props} />}
    </Drawer>
  );
}

function Versions(props: HistoryProps) {
  const { kind, project, writable } = props;
  const { t } = useTranslation('history');
  const document = projectDocument(project, kind);
  const [chosen, setChosen] = useState<string | null>(null);
  const versions = useQuery({
    queryKey: ['versions', document],
    queryFn: () => api.versions(document),
    refetchOnMount: 'always',
  });
  if (versions.error !== null && versions.data === undefined) {
    return <Unavailable error={versions.error} onAgain={() => void versions.refetch()} />;
  }
  const version: ApiVersion | undefined = versions.data?.find(({ id }) => id === chosen);
  return (
    <div
      className={classes['columns']}
      data-chosen={version !== undefined || undefined}
      data-empty={versions.data?.length === 0 || undefined}
    >
      <div className={classes['side']}>
        {writable && <NameForm document={document} onNamed={setChosen} />}
        <VersionList versions={versions.data} chosen={chosen} onChoose={setChosen} />
      </div>
      {/* It scrolls, and may hold nothing that a key would reach: the arrows need it itself. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes['main']} role="region" aria-label={t('changes')} tabIndex={0}>
        {version === undefined ? (
          versions.data !== undefined &&
          versions.data.length > 0 && <p className={classes['hint']}>{t('pick')}</p>
        ) : (
          <Preview
            key={version.id}
            {...props}
            document={document}
            version={version}
            onBack={() => setChosen(null)}
          />
        )}
      </div>
    </div>
  );
}
