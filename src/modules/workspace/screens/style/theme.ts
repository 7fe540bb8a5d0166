import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core'

/** Deep sea green: the one accent. */
const sea: MantineColorsTuple = [
  '#e9f5f3',
  '#d3e9e5',
  '#a9d3cc',
  '#7cbcb1',
  '#56a89b',
  '#3a978a',
  '#1f7f73',
  '#0f6b60',
  '#0a574e',
  '#06433c',
]

/** Greys with a little warmth. */
const warm: MantineColorsTuple = [
  '#f7f5f1',
  '#f1eee8',
  '#e8e4dc',
  '#dcd7cd',
  '#c2bbaf',
  '#8d867a',
  '#6e675d',
  '#5e584f',
  '#3d3933',
  '#26231f',
]

/** Filled parts take our own pair of ground and ink, which holds its contrast in the light and in the dark. */
const variantColorResolver: VariantColorsResolver = input => {
  const colours = defaultVariantColorsResolver(input)
  if (input.variant !== 'filled' || (input.color ?? 'sea') !== 'sea') return colours
  return { ...colours, background: 'var(--accent)', hover: 'var(--accent-hover)', color: 'var(--on-accent)' }
}

export const theme = createTheme({
  variantColorResolver,
  primaryColor: 'sea',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  colors: { sea, gray: warm },
  fontFamily: 'var(--font)',
  headings: { fontFamily: 'var(--font)', fontWeight: '650' },
  defaultRadius: 8,
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '1rem', lg: '1.125rem', xl: '1.25rem' },
  components: {
    Button: { defaultProps: { size: 'sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 36 } },
    TextInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm', autosize: true, minRows: 2 } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    // A list that flips above its field while one types is the one thing that jumps.
    Select: { defaultProps: { size: 'sm', maxDropdownHeight: 320, comboboxProps: { shadow: 'md' } } },
    Modal: {
      defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.45 }, transitionProps: { duration: 100 } },
    },
    Drawer: { defaultProps: { transitionProps: { duration: 100 } } },
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 80 } } },
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 80 } } },
    Tooltip: { defaultProps: { openDelay: 400, transitionProps: { duration: 80 } } },
  },
})

/** Mantine's own variables, taken from ours, so that there is one set of colours. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-2)',
    '--mantine-color-placeholder': 'var(--ink-2)',
    '--mantine-color-error': 'var(--refused)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--surface-2)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-anchor': 'var(--accent-ink)',
    '--mantine-primary-color-filled': 'var(--accent)',
    '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
    '--mantine-color-sea-filled': 'var(--accent)',
    '--mantine-color-sea-filled-hover': 'var(--accent-hover)',
    '--mantine-color-sea-light': 'var(--accent-soft)',
    '--mantine-color-sea-light-color': 'var(--accent-ink)',
    '--mantine-primary-color-contrast': 'var(--on-accent)',
    '--mantine-color-sea-contrast': 'var(--on-accent)',
  },
  light: {},
  dark: {},
})
