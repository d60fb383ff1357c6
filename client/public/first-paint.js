// Theme and language of the last visit, set before anything is painted. A file and not inline: the
// content security policy allows scripts of this origin only.
(() => {
  let scheme = null;
  let language = null;
  try {
    scheme = localStorage.getItem('clapper.scheme');
    language = localStorage.getItem('clapper.language');
  } catch {
    // Storage is blocked: the system's own choices hold.
  }
  const dark = scheme === 'dark' || (scheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  const root = document.documentElement;
  root.dataset.mantineColorScheme = dark ? 'dark' : 'light';
  root.lang = language === 'ko' || language === 'en' ? language : /^ko\b/.test(navigator.language) ? 'ko' : 'en';
})();
