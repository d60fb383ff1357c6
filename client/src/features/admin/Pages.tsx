import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../app/errors.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/PageHead.tsx';
import classes from './AdminPage.module.css';

interface PagesProps<T> {
  name: string;
  title: string;
  read: (after: string | null) => Promise<{ rows: T[]; next: string | null }>;
  children: (row: T) => ReactNode;
}

/** A long list, page by page. */
export function Pages<T>({ name, title, read, children }: PagesProps<T>) {
  const { t } = useTranslation('admin');
  const errorText = useErrorText();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['admin', name],
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  if (error !== null) return <Notice tone="bad">{errorText(error)}</Notice>;
  if (data === undefined) return null;
  return (
    <Section title={title}>
      {data.pages.flatMap(({ rows }) => rows).map(children)}
      {hasNextPage && (
        <div className={classes['more']}>
          <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </Section>
  );
}
