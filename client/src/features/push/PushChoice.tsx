import { Button, Switch } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readPreferences, setPreferences } from '@clapper/documents';
import { asClapperError, userDocument } from '@clapper/protocol';
import { api } from '../../app/api.ts';
import { useDocument, useMe, useRead } from '../../app/device-context.tsx';
import { useErrorText } from '../../app/errors.ts';
import { remember } from '../../app/memory.ts';
import { Section } from '../../ui/PageHead.tsx';
import { showErrorToast } from '../../ui/toast.tsx';
import { readBrowser, subscribe, unsubscribe, type Failure } from './browser.ts';
import { bodyOf } from './keep.ts';
import { pushState, type PushState } from './state.ts';
import classes from './PushChoice.module.css';

const ORIGIN = Symbol('preferences');

/** `host`: the server does not call the push service of this browser. */
type Problem = Failure | 'host';

/** Whether what concerns me wakes this device; where it cannot, the button says why. */
export function PushChoice() {
  const { t } = useTranslation('settings');
  const errorText = useErrorText();
  const queries = useQueryClient();
  const me = useMe();
  const hint = useId();
  const [problem, setProblem] = useState<Problem | null>(null);
  const { data } = useQuery({
    queryKey: ['push'],
    queryFn: async () => {
      const [settings, browser] = await Promise.all([api.pushSettings(), readBrowser()]);
      return { publicKey: settings.public_key, state: pushState(settings, browser) };
    },
  });
  const change = useMutation({
    mutationFn: (to: 'on' | 'off') => (to === 'on' ? turnOn(data!.publicKey!, me.id) : turnOff()),
    onSuccess: setProblem,
    onError: (error) => showErrorToast(errorText(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['push'] }),
  });
  if (data === undefined) return null;
  const { state } = data;
  const isOn = state.is === 'on';
  return (
    <Section title={t('push.title')}>
      <div className={classes['choice']}>
        <p id={hint} className={classes['hint']} role="status">
          {t(wordsOf(state, problem))}
        </p>
        <Button
          disabled={state.is === 'impossible'}
          aria-describedby={hint}
          loading={change.isPending}
          onClick={() => change.mutate(isOn ? 'off' : 'on')}
        >
          {t(isOn ? 'push.stop' : 'push.allow')}
        </Button>
      </div>
      {(state.is !== 'impossible' || state.why !== 'server') && <QuietEverywhere />}
    </Section>
  );
}

function wordsOf(state: PushState, problem: Problem | null) {
  switch (state.is) {
    case 'on':
      return 'push.on' as const;
    case 'off':
      return problem === null ? ('push.about' as const) : (`push.failed.${problem}` as const);
    case 'impossible':
      return `push.why.${state.why}` as const;
    default:
      return state satisfies never;
  }
}

/** Null when it came to it. */
async function turnOn(publicKey: string, user: string): Promise<Problem | null> {
  const subscribed = await subscribe(publicKey);
  if (subscribed.is === 'failed') return subscribed.why;
  try {
    await api.keepPush(bodyOf(subscribed.subscription));
    remember('push', user);
    return null;
  } catch (error) {
    // Nobody would ever call it.
    await unsubscribe();
    if (asClapperError(error).code === 'INVALID_FIELDS') return 'host';
    throw error;
  }
}

async function turnOff(): Promise<null> {
  await api.endPush();
  remember('push', null);
  await unsubscribe();
  return null;
}

/** For a day off: part of my own page, so it can be said offline and holds on all my devices. */
function QuietEverywhere() {
  const { t } = useTranslation('settings');
  const home = useDocument(userDocument(useMe().id, 'home'));
  const push = useRead(home, readPreferences)?.push;
  return (
    <div className={classes['quiet']}>
      <Switch
        label={t('push.quiet')}
        disabled={push === undefined}
        checked={push === false}
        onChange={({ currentTarget: { checked } }) => {
          if (home.phase === 'ready') setPreferences(home.doc, { push: !checked }, ORIGIN);
        }}
      />
    </div>
  );
}
