import { parseDocumentId } from '@clapper/protocol';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useHome } from '../../app/use-home.ts';

const NAMED_KINDS = [
  'info',
  'home',
  'plan',
  'board',
  'calendar',
  'talk',
  'media',
  'review',
  'notes',
  'feed',
  'scratch',
] as const;

/** A document as a person calls it: "서울 골목 커피 30초 · Plan". */
export function useDocumentName(): (document: string) => string {
  const { t } = useTranslation('sync');
  const { projects } = useHome();
  return useCallback(
    (document) => {
      const address = parseDocumentId(document);
      if (address === null) return document;
      const known = NAMED_KINDS.find((kind) => kind === address.kind);
      const kind = known === undefined ? address.kind : t(`kind.${known}`);
      if (address.scope === 'user') return kind;
      const project = projects?.find(({ id }) => id === address.project)?.name;
      return [project, kind, address.name].filter((part) => part != null).join(' · ');
    },
    [t, projects],
  );
}
