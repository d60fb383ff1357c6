import { withOmitted, type InfoFacts } from '@clapper/documents';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../../app/errors.ts';
import { saveFile } from '../../../app/export-document.ts';
import { useProject } from '../../../app/project-context.tsx';
import { fileName } from '../../../ui/file-name.ts';
import { showErrorToast } from '../../../ui/toast.tsx';
import { useBoard } from '../session/board-session.ts';
import type { BoardStage } from '../session/stages.ts';
import { useStageName } from '../session/use-stage-name.ts';

/** Saves every shot as a line of a table. What writes it comes when it is asked for. */
export function useTableExport(stages: readonly BoardStage[], members: InfoFacts['members']): () => void {
  const { t } = useTranslation('board');
  const errorText = useErrorText();
  const session = useBoard();
  const stageName = useStageName();
  const { info } = useProject();
  return () => {
    const save = async () => {
      const { writeShotsCsv } = await import('@clapper/documents/board-exchange');
      const names = new Map(members.map(({ id, name }) => [id, name]));
      const called = new Map(stages.map((stage) => [stage.id, stageName(stage)]));
      const table = writeShotsCsv({
        shots: withOmitted(session.board(), stages),
        stageName: (id) => called.get(id) ?? '',
        nameOf: (user) => names.get(user) ?? '',
      });
      saveFile(`${fileName(info?.name ?? '', t('title'))}.csv`, table, 'text/csv');
    };
    save().catch((error: unknown) => showErrorToast(errorText(error)));
  };
}
