import { Button, Menu, type ButtonProps, type MenuItemProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';

type Anchor = { ref?: Ref<HTMLAnchorElement> };

/** A link that looks like a button: opens in a new tab as links do. */
export const LinkButton = createLink(function LinkButton(
  props: Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof ButtonProps> & ButtonProps & Anchor,
) {
  return <Button component="a" {...props} />;
});

export const LinkMenuItem = createLink(function LinkMenuItem(
  props: Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof MenuItemProps> & MenuItemProps & Anchor,
) {
  return <Menu.Item component="a" {...props} />;
});
