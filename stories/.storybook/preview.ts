import type { Preview } from '@storybook/web-components-vite';

const preview: Preview = {
  globalTypes: {
    scheme: {
      description: 'Light or dark',
      toolbar: {
        title: 'Scheme',
        icon: 'contrast',
        dynamicTitle: true,
        items: [
          { value: 'light', title: 'Light' },
          { value: 'dark', title: 'Dark' },
        ],
      },
    },
    locale: {
      description: 'Language of the words',
      toolbar: {
        title: 'Language',
        icon: 'globe',
        dynamicTitle: true,
        items: [
          { value: 'nb', title: 'Norsk' },
          { value: 'en', title: 'English' },
          { value: 'de', title: 'Deutsch' },
          { value: 'ar', title: 'العربية' },
        ],
      },
    },
  },
  initialGlobals: { scheme: 'light', locale: 'nb' },
  parameters: {
    layout: 'padded',
    a11y: { test: 'error' },
    options: { storySort: { order: ['Shop window', 'Checkout', 'Tracking'] } },
  },
  decorators: [
    (story, { globals }) => {
      const page = document.documentElement;
      page.style.colorScheme = String(globals['scheme'] ?? 'light');
      page.lang = String(globals['locale'] ?? 'nb');
      page.dir = page.lang === 'ar' ? 'rtl' : 'ltr';
      return story();
    },
  ],
};

export default preview;
