import { Button, SegmentedControl } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ApiInsights } from '@clapper/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../app/api.ts';
import { useErrorText } from '../../../app/errors.ts';
import { saveFile } from '../../../app/export-document.ts';
import { LinkButton } from '../../../app/links.tsx';
import { useProject } from '../../../app/project-context.tsx';
import { useOnline } from '../../../app/use-online.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FramePicture } from '../../../ui/FramePicture.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { OverviewFrame } from '../OverviewFrame.tsx';
import { useProduction } from '../use-production.ts';
import { ByPerson } from './ByPerson.tsx';
import { ByStage } from './ByStage.tsx';
import { Days } from './Days.tsx';
import { figuresOf, type Figures } from './figures.ts';
import { firstNoteMs } from './first-notes.ts';
import { OnThisDevice } from './OnThisDevice.tsx';
import { Survey } from './Survey.tsx';
import { Tiles } from './Tiles.tsx';
import { useInsightsFile } from './use-insights-file.ts';
import { videoNotesIn } from './video-notes.ts';
import classes from './InsightsPage.module.css';

const RANGES = [7, 30, 90] as const;
type Range = (typeof RANGES)[number];

/** What the team did lately, in numbers. They are counted on the server: without it there are none. */
export default function InsightsPage() {
  const { t } = useTranslation('insights');
  const { id, info } = useProject();
  const production = useProduction();
  const online = useOnline();
  const errorText = useErrorText();
  const [range, setRange] = useState<Range>(30);
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['insights', id, range],
    queryFn: () => api.insights(id, range),
    enabled: online,
    refetchOnMount: 'always',
    // One looks from a week to a month and back: the page must not jump meanwhile.
    placeholderData: keepPreviousData,
  });
  if (info === null || production === null) return null;
  const { stages, shots, talk, zone, openNotes } = production;
  const figures = data === undefined ? null : figuresOf(data, { stages, shots, threads: talk.threads });
  return (
    <OverviewFrame info={info} zone={zone} openNotes={openNotes}>
      <div className={classes['bar']}>
        <SegmentedControl
          aria-label={t('range')}
          value={String(range)}
          onChange={(value) => setRange(RANGES.find((one) => String(one) === value) ?? range)}
          data={RANGES.map((days) => ({ value: String(days), label: t('range.days', { count: days }) }))}
        />
        {data !== undefined && figures !== null && <Export insights={data} figures={figures} />}
      </div>
      {!online && <Notice tone="warn">{t(data === undefined ? 'offline' : 'offline.old')}</Notice>}
      {error !== null && online && <Notice tone="bad">{errorText(error)}</Notice>}
      {data !== undefined && figures !== null && (
        <div className={classes['figures']} data-old={isPlaceholderData || undefined}>
          {figures.whole.people === 0 ? (
            <EmptyState
              picture={<FramePicture picture="empty" />}
              action={
                <LinkButton to="/p/$project/plan" params={{ project: id }}>
                  {t('empty.open')}
                </LinkButton>
              }
            >
              {t('empty')}
            </EmptyState>
          ) : (
            <>
              <Tiles
                figures={figures}
                guests={data.guests}
                reviewers={data.reviewers}
                videoNotes={videoNotesIn(production.reviews, data)}
                ratings={production.talk.ratings}
                firstNoteMs={firstNoteMs(production.reviews, data)}
              />
              {/* Another range is another row of days: the marked one is at its end again. */}
              <Days key={data.days.length} insights={data} />
              <div className={classes['halves']}>
                <ByStage stages={figures.stages} />
                <ByPerson people={figures.people} days={data.days.length} />
                <Survey ratings={production.talk.ratings} />
                <OnThisDevice days={data.days.length} />
              </div>
            </>
          )}
        </div>
      )}
    </OverviewFrame>
  );
}

function Export({ insights, figures }: { insights: ApiInsights; figures: Figures }) {
  const { t } = useTranslation('insights');
  const { info } = useProject();
  const file = useInsightsFile();
  return (
    <Button
      className={classes['export']}
      leftSection={<IconDownload size={16} aria-hidden />}
      onClick={() => {
        const { from, to } = insights;
        const name = t('file', { name: info?.name ?? '', from, to }).replaceAll(/[\\/:*?"<>|]/g, ' ');
        saveFile(`${name}.csv`, file(insights, figures), 'text/csv;charset=utf-8');
      }}
    >
      {t('export')}
    </Button>
  );
}
