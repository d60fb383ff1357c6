import {
  ActionIcon,
  Badge,
  Button,
  Checkbox,
  CloseButton,
  Input,
  InputWrapper,
  Menu,
  Popover,
  Radio,
  SegmentedControl,
  Switch,
  Tooltip,
  createTheme,
  type ModalFactory,
  type SelectFactory,
} from '@mantine/core';
import { dark, gray, pencil } from './colors.ts';
import classes from './theme.module.css';

/** As `Modal.extend({…})` would check it, without loading the component before somebody opens one. */
type ThemeOf<Payload extends { props: object; stylesNames?: string }> = {
  defaultProps?: Partial<Payload['props']>;
  classNames?: Partial<Record<NonNullable<Payload['stylesNames']>, string | undefined>>;
};

const FONT =
  '"Pretendard Variable", Pretendard, -apple-system, BlinkMacSystemFont, "Apple SD Gothic Neo", "Noto Sans KR", "Malgun Gothic", sans-serif';

/** Heights of what is pressed and typed into: 28 compact, 32 everywhere, 44 for thumbs. */
const BUTTON = {
  xs: { height: '28px', padding: '9px' },
  sm: { height: '32px', padding: '11px' },
  lg: { height: '44px', padding: '16px' },
} as const;

export const theme = createTheme({
  colors: { gray, dark, pencil },
  primaryColor: 'pencil',
  primaryShade: { light: 6, dark: 4 },
  autoContrast: true,
  black: '#171716',
  white: '#FFFFFF',
  defaultRadius: 'sm',
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: FONT,
  fontFamilyMonospace: FONT,
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '15px', xl: '16px' },
  lineHeights: { xs: '16px', sm: '18px', md: '20px', lg: '26px', xl: '24px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '999px' },
  shadows: {
    xs: 'var(--clapper-shadow-1)',
    sm: 'var(--clapper-shadow-1)',
    md: 'var(--clapper-shadow-2)',
    lg: 'var(--clapper-shadow-3)',
    xl: 'var(--clapper-shadow-3)',
  },
  breakpoints: { xs: '390px', sm: '640px', md: '1024px', lg: '1200px', xl: '1440px' },
  headings: {
    fontFamily: FONT,
    fontWeight: '700',
    sizes: {
      h1: { fontSize: '28px', lineHeight: '36px' },
      h2: { fontSize: '20px', lineHeight: '28px' },
      h3: { fontSize: '16px', lineHeight: '24px' },
      h4: { fontSize: '13px', lineHeight: '20px' },
      h5: { fontSize: '13px', lineHeight: '20px' },
      h6: { fontSize: '12px', lineHeight: '18px' },
    },
  },
  components: {
    Button: Button.extend({
      defaultProps: { size: 'sm', variant: 'default' },
      classNames: { root: classes['button'], section: classes['buttonSection'] },
      vars: (_theme, { size, variant, color }) => {
        const { height, padding } = BUTTON[size as keyof typeof BUTTON] ?? BUTTON.sm;
        const quiet = variant === 'subtle' && color === 'gray';
        return {
          root: {
            '--button-height': height,
            '--button-padding-x': padding,
            '--button-fz': '13px',
            ...(quiet ? { '--button-color': 'var(--clapper-text-2)' } : {}),
          },
        };
      },
    }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: 'subtle', color: 'gray', size: 32 },
      classNames: { root: classes['actionIcon'] },
    }),
    CloseButton: CloseButton.extend({ defaultProps: { size: 28 } }),
    Input: Input.extend({
      classNames: { input: classes['input'] },
      vars: (_theme, { size }) => {
        const height = size === 'xs' ? '28px' : size === 'lg' ? '44px' : '32px';
        return { wrapper: { '--input-height': height, '--input-fz': '13px', '--input-padding': '9px' } };
      },
    }),
    InputWrapper: InputWrapper.extend({
      classNames: { label: classes['label'], error: classes['error'], description: classes['description'] },
    }),
    Menu: Menu.extend({
      defaultProps: {
        offset: 4,
        shadow: 'lg',
        radius: 'md',
        transitionProps: { duration: 120 },
        withInitialFocusPlaceholder: false,
      },
      classNames: {
        dropdown: classes['menu'],
        item: classes['menuItem'],
        itemSection: classes['menuSection'],
        label: classes['menuLabel'],
        divider: classes['menuDivider'],
      },
    }),
    Popover: Popover.extend({
      defaultProps: { offset: 4, shadow: 'lg', radius: 'md', transitionProps: { duration: 120 } },
      classNames: { dropdown: classes['popover'] },
    }),
    // A target of 24 px also where its field is small.
    InputClearButton: { defaultProps: { size: 24 } },
    Select: {
      defaultProps: {
        allowDeselect: false,
        checkIconPosition: 'right',
        comboboxProps: { shadow: 'lg', radius: 'md', offset: 4, transitionProps: { duration: 120 } },
      },
      classNames: { dropdown: classes['menu'], option: classes['option'] },
    } satisfies ThemeOf<SelectFactory>,
    // Its head is no second banner of the page.
    Drawer: { defaultProps: { attributes: { header: { role: 'none' } } } },
    Modal: {
      defaultProps: {
        radius: 'lg',
        // Its head is no second banner of the page.
        attributes: { header: { role: 'none' } },
        centered: true,
        shadow: 'lg',
        overlayProps: { backgroundOpacity: 0.36, color: '#000' },
        transitionProps: { duration: 180, transition: 'pop' },
      },
      classNames: {
        content: classes['modal'],
        header: classes['modalHeader'],
        title: classes['modalTitle'],
        body: classes['modalBody'],
      },
    } satisfies ThemeOf<ModalFactory>,
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 500, offset: 6 },
      classNames: { tooltip: classes['tooltip'] },
    }),
    SegmentedControl: SegmentedControl.extend({
      classNames: {
        root: classes['segmented'],
        label: classes['segmentedLabel'],
        indicator: classes['segmentedIndicator'],
      },
      defaultProps: { withItemsBorders: false, transitionDuration: 120 },
    }),
    Badge: Badge.extend({
      defaultProps: { radius: 'xs', variant: 'default' },
      classNames: { root: classes['badge'] },
    }),
    Checkbox: Checkbox.extend({
      defaultProps: { size: 'xs', radius: 'xs' },
      classNames: { root: classes['choice'], input: classes['checkbox'], label: classes['choiceLabel'] },
    }),
    Radio: Radio.extend({
      defaultProps: { size: 'xs' },
      classNames: { root: classes['choice'], radio: classes['checkbox'], label: classes['choiceLabel'] },
    }),
    Switch: Switch.extend({
      defaultProps: { size: 'sm', withThumbIndicator: false },
      vars: () => ({
        root: { '--switch-width': '30px', '--switch-height': '18px', '--switch-thumb-size': '14px' },
      }),
      classNames: { label: classes['choiceLabel'], thumb: classes['switchThumb'] },
    }),
  },
});
