import { FEEDBACK_SAMPLES, feedbackRights } from '../feedback/rights-rows.ts';
import type { RightsTable } from '../rights-table.ts';

/** Editors among themselves: to everybody else there is no such document. */
export const NOTES_RIGHTS: RightsTable = {
  kind: 'notes',
  samples: FEEDBACK_SAMPLES,
  expected: `
                                                           owner admin editor reviewer viewer guest onlooker stranger
    notes · write under another’s lease                    no    no    no     no       no     no    no       no
    notes · something ordinary and an unknown root in one  no    no    no     no       no     no    no       no
    notes · write an unknown root                          no    no    no     no       no     no    no       no
    notes · list in an unknown root                        no    no    no     no       no     no    no       no
    notes · type in an unknown root                        no    no    no     no       no     no    no       no
    ${feedbackRights({ reviewer: 'no' })}
  `,
};
