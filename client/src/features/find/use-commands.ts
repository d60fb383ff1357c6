import { can } from '@clapper/access';
import { useMantineColorScheme } from '@mantine/core';
import {
  IconCalendarPlus,
  IconCalendarUp,
  IconChecks,
  IconCloudCheck,
  IconDeviceDesktop,
  IconDeviceLaptop,
  IconFileImport,
  IconFileTypePdf,
  IconFolderPlus,
  IconHistory,
  IconInbox,
  IconKeyboard,
  IconLanguage,
  IconLayoutDashboard,
  IconLogout,
  IconMessagePlus,
  IconMoon,
  IconMovie,
  IconPlayerPlay,
  IconPlus,
  IconPointer,
  IconPointerOff,
  IconRss,
  IconSun,
  IconUserCircle,
  IconUserPlus,
  type Icon,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../app/device-context.tsx';
import { chooseLanguage, LANGUAGES } from '../../app/i18n.ts';
import { openKeyboardHelp } from '../../app/keyboard/keyboard-help.ts';
import { runPageCommand, type PageCommand } from '../../app/page-commands.ts';
import { useProjectHere } from '../../app/project-here.ts';
import { useOnline } from '../../app/use-online.ts';
import type { ProjectPage } from '../../app/frame/pages.ts';
import { inboxPanel, PANEL_FITS } from '../inbox/inbox-panel.ts';
import { unreadIn, useInbox } from '../inbox/use-inbox.ts';
import { useMarking } from '../inbox/use-marking.ts';
import { cursorHidden, hideCursor } from '../presence/hide-my-cursor.ts';
import { ledgerOpened } from '../sync-status/ledger-opened.ts';
import { useOfflineCopy } from '../sync-status/use-offline-copy.ts';
import type { en } from '@clapper/locales/find';
import type { Choice } from './rows.ts';

type Label = Extract<keyof typeof en, `command.${string}`>;

interface Command {
  name: Label;
  icon: Icon;
  keys?: readonly string[];
  run: () => void;
}

/** Everything one may do from anywhere: what one's role does not allow is not there. */
export function useCommands(signOut: () => void): Choice[] {
  const { t, i18n } = useTranslation('find');
  const named = (name: Label) => LANGUAGES.map((language) => i18n.getFixedT(language, 'find')(name));
  return [...useProjectCommands(), ...useOwnCommands(signOut)].map(({ name, ...command }) => ({
    id: name,
    label: t(name),
    also: named(name),
    ...command,
  }));
}

function useProjectCommands(): Command[] {
  const project = useProjectHere();
  const navigate = useNavigate();
  const online = useOnline();
  const { copy, keep } = useOfflineCopy(project?.id ?? '');
  if (project === null) return [];
  const on = (page: ProjectPage, command: PageCommand) => () => {
    void navigate({ to: `/p/$project/${page}`, params: { project: project.id } });
    runPageCommand(command);
  };
  const { board, plan, talk, role } = project;
  const isKept = copy.keptBy !== 'nobody';
  const commands: Command[] = [];
  // Who may write the board may write the calendar, and the list of videos.
  if (board.phase === 'ready' && board.access.write)
    commands.push(
      { name: 'command.newShot', icon: IconPlus, keys: ['N'], run: on('board', 'board.add') },
      {
        name: 'command.newEvent',
        icon: IconCalendarPlus,
        keys: ['C'],
        run: on('calendar', 'calendar.add'),
      },
      { name: 'command.newVideo', icon: IconMovie, run: on('review', 'review.add') },
      { name: 'command.boardImport', icon: IconFileImport, run: on('board', 'board.import') },
      { name: 'command.calendarImport', icon: IconCalendarUp, run: on('calendar', 'calendar.import') },
    );
  if (board.phase === 'ready')
    commands.push(
      { name: 'command.animatic', icon: IconPlayerPlay, run: on('board', 'board.animatic') },
      { name: 'command.boardPdf', icon: IconFileTypePdf, run: on('board', 'board.pdf') },
    );
  if (talk.phase === 'ready' && talk.access.write)
    commands.push({
      name: 'command.comment',
      icon: IconMessagePlus,
      run: on('overview', 'overview.comment'),
    });
  if (online && can({ role }, 'invites.manage'))
    commands.push({ name: 'command.invite', icon: IconUserPlus, run: on('members', 'members.invite') });
  if (plan.phase === 'ready')
    commands.push({ name: 'command.planHistory', icon: IconHistory, run: on('plan', 'plan.history') });
  if (board.phase === 'ready')
    commands.push({ name: 'command.boardHistory', icon: IconHistory, run: on('board', 'board.history') });
  if (online)
    commands.push({ name: 'command.calendarFeed', icon: IconRss, run: on('calendar', 'calendar.feed') });
  commands.push({
    name: isKept ? 'command.leaveOffline' : 'command.keepOffline',
    icon: IconDeviceLaptop,
    run: () => void keep(!isKept),
  });
  return commands;
}

function useOwnCommands(signOut: () => void): Command[] {
  const { i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const hidden = useStore(cursorHidden);
  const inProject = useProjectHere() !== null;
  const navigate = useNavigate();
  const online = useOnline();
  const inbox = useInbox();
  const { mark } = useMarking(inbox.state);
  const unread = unreadIn(inbox);
  const commands: (Command & { when?: boolean })[] = [
    {
      name: hidden ? 'command.showCursor' : 'command.hideCursor',
      icon: hidden ? IconPointer : IconPointerOff,
      run: () => hideCursor(!hidden),
    },
    {
      name: 'command.light',
      icon: IconSun,
      when: colorScheme !== 'light',
      run: () => setColorScheme('light'),
    },
    { name: 'command.dark', icon: IconMoon, when: colorScheme !== 'dark', run: () => setColorScheme('dark') },
    {
      name: 'command.auto',
      icon: IconDeviceDesktop,
      when: colorScheme !== 'auto',
      run: () => setColorScheme('auto'),
    },
    {
      name: 'command.korean',
      icon: IconLanguage,
      when: i18n.language !== 'ko',
      run: () => void chooseLanguage('ko'),
    },
    {
      name: 'command.english',
      icon: IconLanguage,
      when: i18n.language !== 'en',
      run: () => void chooseLanguage('en'),
    },
    // The sheet of keys belongs to the pages of a project.
    { name: 'command.keyboard', icon: IconKeyboard, keys: ['?'], when: inProject, run: openKeyboardHelp },
    {
      name: 'command.account',
      icon: IconUserCircle,
      run: () => void navigate({ to: '/account' }),
    },
    {
      name: 'command.inbox',
      icon: IconInbox,
      run: () =>
        window.matchMedia(PANEL_FITS).matches ? inboxPanel.set(true) : void navigate({ to: '/inbox' }),
    },
    {
      name: 'command.readAll',
      icon: IconChecks,
      when: unread.length > 0,
      run: () => mark(unread, 'read'),
    },
    { name: 'command.ledger', icon: IconCloudCheck, run: () => ledgerOpened.set(true) },
    { name: 'command.home', icon: IconLayoutDashboard, run: () => void navigate({ to: '/' }) },
    {
      name: 'command.newProject',
      icon: IconFolderPlus,
      when: online,
      run: () => {
        void navigate({ to: '/' });
        runPageCommand('projects.add');
      },
    },
    { name: 'command.signOut', icon: IconLogout, run: signOut },
  ];
  return commands.flatMap(({ when, ...command }) => (when === false ? [] : [command]));
}
