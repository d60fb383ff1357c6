import { Node, mergeAttributes, wrappingInputRule } from '@tiptap/core';

/** What a callout says about its words: a fact, a danger, a thought. */
export const CALLOUT_KINDS = ['note', 'warning', 'idea'] as const;
export type CalloutKind = (typeof CALLOUT_KINDS)[number];

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    callout: {
      setCallout: (kind: CalloutKind) => ReturnType;
      toggleCallout: (kind: CalloutKind) => ReturnType;
    };
  }
}

/** A boxed remark that stands out of the text; `! ` at the start of a line makes one. */
export const Callout = Node.create({
  name: 'callout',
  group: 'block',
  content: 'block+',
  defining: true,

  addAttributes() {
    return {
      kind: {
        default: 'note',
        parseHTML: (element) => calloutKind(element.getAttribute('data-callout')),
        renderHTML: ({ kind }) => ({ 'data-callout': calloutKind(kind) }),
      },
    };
  },

  parseHTML() {
    return [{ tag: 'div[data-callout]' }, { tag: 'aside' }];
  },

  renderHTML({ HTMLAttributes }) {
    return ['div', mergeAttributes(HTMLAttributes, { role: 'note' }), 0];
  },

  addCommands() {
    return {
      setCallout:
        (kind) =>
        ({ commands }) =>
          commands.wrapIn(this.name, { kind }),
      toggleCallout:
        (kind) =>
        ({ commands, editor }) =>
          editor.isActive(this.name) && !editor.isActive(this.name, { kind })
            ? commands.updateAttributes(this.name, { kind })
            : commands.toggleWrap(this.name, { kind }),
    };
  },

  addInputRules() {
    return [wrappingInputRule({ find: /^!\s$/, type: this.type, getAttributes: () => ({ kind: 'note' }) })];
  },
});

function calloutKind(value: unknown): CalloutKind {
  return CALLOUT_KINDS.find((kind) => kind === value) ?? 'note';
}
