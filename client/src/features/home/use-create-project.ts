import { demoProject, fillDemo, fillDemoCalendar, readBoard, readStages } from '@clapper/documents';
import { newId, projectDocument, type Language, type ProjectTemplate } from '@clapper/protocol';
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Device } from '@clapper/device';
import { api } from '../../app/api.ts';
import { useDevice } from '../../app/device-context.tsx';

export interface NewProject {
  name: string;
  template: ProjectTemplate;
  language: Language;
}

/** Makes a project on the server and goes there. */
export function useCreateProject(): UseMutationResult<void, Error, NewProject> {
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async (project) => {
      const { id } = await api.createProject({ id: newId(), ...project });
      await navigate({ to: '/p/$project/plan', params: { project: id } });
    },
  });
}

/** Makes a project of one's own and fills it with the demo production: an edit like any other. */
export function useCreateDemo(): (language: Language) => Promise<void> {
  const navigate = useNavigate();
  const device = useDevice();
  return useCallback(
    async (language) => {
      const { name, description } = demoProject(language);
      const { id } = await api.createProject({
        id: newId(),
        name,
        description,
        template: 'four-acts',
        language,
      });
      await fill(device, id, language);
      await navigate({ to: '/p/$project/plan', params: { project: id } });
    },
    [navigate, device],
  );
}

async function fill(device: Device, project: string, language: Language): Promise<void> {
  const handles = [
    device.open(projectDocument(project, 'plan')),
    device.open(projectDocument(project, 'board')),
    device.open(projectDocument(project, 'calendar')),
  ];
  try {
    const [plan, board, calendar] = await Promise.all(handles.map((handle) => handle.ready()));
    if (plan === undefined || board === undefined || calendar === undefined) return;
    const demo = { language, by: device.user.id, at: device.serverTime(), origin: 'demo' };
    fillDemo(plan.doc, board.doc, demo);
    const { shots } = readBoard(board.doc, readStages(plan.doc).stages);
    fillDemoCalendar(
      calendar.doc,
      demo,
      shots.map(({ id }) => id),
    );
  } finally {
    for (const handle of handles) handle.close();
  }
}
