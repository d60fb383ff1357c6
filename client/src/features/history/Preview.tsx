import { countChanges, type Part, type RecordChange } from '@clapper/documents';
import type { ApiVersion } from '@clapper/protocol';
import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as Y from 'yjs';
import { api } from '../../app/api.ts';
import { useFormat } from '../../ui/format.ts';
import { Confirm } from './Confirm.tsx';
import type { HistoryProps } from './history-props.ts';
import { RecordSection } from './RecordSection.tsx';
import { Unavailable } from './Unavailable.tsx';
import { docOf, useChanges } from './use-changes.ts';
import { useRecordName } from './use-record-name.ts';
import { useRestore } from './use-restore.ts';
import { VersionName } from './VersionName.tsx';
import classes from './History.module.css';

interface PreviewProps extends HistoryProps {
  document: string;
  version: ApiVersion;
  onBack: () => void;
}

/** A version beside the present. */
export function Preview(props: PreviewProps) {
  const { document, version, onBack } = props;
  const { t } = useTranslation('history');
  const state = useQuery({
    queryKey: ['version', document, version.id],
    queryFn: () => api.versionState(document, version.id),
    // What was is what was.
    staleTime: Infinity,
  });
  const then = useMemo(() => (state.data === undefined ? null : docOf(state.data)), [state.data]);
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        size="xs"
        className={classes['backToList'] ?? ''}
        leftSection={<IconArrowLeft size={16} aria-hidden />}
        onClick={onBack}
      >
        {t('back')}
      </Button>
      {state.error !== null && <Unavailable error={state.error} onAgain={() => void state.refetch()} />}
      {then !== null && <Compared {...props} then={then} />}
    </>
  );
}

function Compared(props: PreviewProps & { then: Y.Doc }) {
  const { kind, document, then, version, writable } = props;
  const { t } = useTranslation('history');
  const format = useFormat();
  const changes = useChanges(props, then);
  const nameOf = useRecordName(props, then);
  const [asked, setAsked] = useState<Part | null>(null);
  const restore = useRestore({ ...props, done: () => setAsked(null) });
  const differing = changes.filter(({ what }) => what !== 'same');
  const at = Date.parse(version.created_at);
  const date = `${format.date(at)} ${format.clock(at)}`;
  const when = version.name === null ? date : `“${version.name}”`;

  const confirm = (part: Part, concerned: readonly RecordChange[]) => (
    <Confirm
      question={
        part.whole
          ? t('confirm.all', { when })
          : t(kind === 'plan' ? 'confirm.stage' : 'confirm.shot', { when, name: titleOf(part.record) })
      }
      kind={kind}
      count={countChanges(concerned)}
      busy={restore.isPending}
      onConfirm={() => restore.mutate({ part, when })}
      onCancel={() => setAsked(null)}
    />
  );
  const titleOf = (id: string): string => {
    const { number, title } = nameOf(id);
    return title === '' ? number : title;
  };
  return (
    <article className={classes['preview']} aria-label={version.name ?? date}>
      <header className={classes['previewHead']}>
        <VersionName document={document} version={version} date={date} writable={writable} />
        {writable && differing.length > 0 && asked?.whole !== true && (
          <Button onClick={() => setAsked({ whole: true })}>{t('restore.all')}</Button>
        )}
      </header>
      {asked?.whole === true && confirm(asked, differing)}
      {differing.length === 0 ? (
        <p className={classes['hint']}>{t('same')}</p>
      ) : (
        <p className={classes['legend']}>
          <ins className={classes['back']}>{t('mark.back')}</ins>
          <del className={classes['away']}>{t('mark.away')}</del>
          {!writable && <span>{t('restore.readOnly')}</span>}
        </p>
      )}
      {(kind === 'plan' ? changes : differing).map((change) => (
        <RecordSection
          key={change.id}
          kind={kind}
          change={change}
          name={nameOf(change.id)}
          // A shot that is newer than the version is no state of it to go back to: all of it goes, or none.
          {...(writable && change.what !== 'same' && change.what !== 'away'
            ? { onRestore: () => setAsked({ whole: false, record: change.id }) }
            : {})}
        >
          {asked?.whole === false && asked.record === change.id ? confirm(asked, [change]) : null}
        </RecordSection>
      ))}
    </article>
  );
}
