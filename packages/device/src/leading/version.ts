import { KINDS, type DocumentKind } from '@clapper/documents';
import { PROTOCOL_VERSION } from '@clapper/protocol';

/** Raise it when what tabs say to each other changes. */
const TABS_VERSION = 1;

/** Tabs that agree on all of this share a connection; after an update the older ones go on with their own. */
export function tabsVersion(): string {
  const schemas = Object.values<DocumentKind>(KINDS).map(
    ({ kind, schemaVersion }) => `${kind}${schemaVersion}`,
  );
  return `${TABS_VERSION}.${PROTOCOL_VERSION}.${schemas.join('.')}`;
}
