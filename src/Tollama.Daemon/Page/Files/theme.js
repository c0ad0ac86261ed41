// Runs before the first paint, so that a page in the dark never flashes white. Not a module: those wait for the document.
(() => {
  let chosen = /** @type {string | null} */ (null);
  try {
    chosen = localStorage.getItem('tollama.theme');
  } catch {
    // A browser that keeps nothing shows the system's theme.
  }

  if (chosen === 'light' || chosen === 'dark') {
    document.documentElement.dataset.theme = chosen;
  }
})();
