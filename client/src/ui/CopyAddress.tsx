import { Button, TextInput } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useRef } from 'react';
import { copyText } from './copy-text.ts';
import { showToast } from './toast.tsx';
import classes from './CopyAddress.module.css';

interface CopyAddressProps {
  url: string;
  words: { label: string; copy: string; copied: string; copyByHand: string };
  /** It is what the dialog is for. */
  main?: boolean;
}

/** An address to hand on. Where the browser has no clipboard it is selected, to be copied by hand. */
export function CopyAddress({ url, words, main = false }: CopyAddressProps) {
  const field = useRef<HTMLInputElement>(null);
  const copy = async () => {
    if (await copyText(url)) return showToast({ message: words.copied });
    field.current?.select();
    showToast({ message: words.copyByHand });
  };
  return (
    <div className={classes['address']}>
      <TextInput
        ref={field}
        label={words.label}
        value={url}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        variant={main ? 'filled' : 'default'}
        leftSection={<IconCopy size={16} aria-hidden />}
        onClick={copy}
        data-autofocus={main || undefined}
      >
        {words.copy}
      </Button>
    </div>
  );
}
