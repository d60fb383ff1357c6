import type { RightsTable } from '../rights-table.ts';

/** No schema: an editor may put anything there, a client id of somebody else's excepted. */
export const SCRATCH_RIGHTS: RightsTable = {
  kind: 'scratch',
  samples: {},
  expected: `
                                           owner admin editor reviewer viewer guest onlooker stranger
    * · set a key                          yes   yes   yes    no       no     no    no       no
    * · nest a type                        yes   yes   yes    no       no     no    no       no
    * · write text                         yes   yes   yes    no       no     no    no       no
    * · add to a list                      yes   yes   yes    no       no     no    no       no
    * · draw a page                        yes   yes   yes    no       no     no    no       no
    * · delete another’s                   yes   yes   yes    no       no     no    no       no
    * · set a subdocument                  yes   yes   yes    no       no     no    no       no
    * · set ContentJSON                    yes   yes   yes    no       no     no    no       no
    scratch · write under another’s lease  no    no    no     no       no     no    no       no
  `,
};
