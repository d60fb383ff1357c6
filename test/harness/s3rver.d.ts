// oxlint-disable-next-line typescript/triple-slash-reference -- an ambient module, declared once
/// <reference path="../../server/src/files/store/s3rver.d.ts" />
