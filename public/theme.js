// Runs before the first paint: says that scripts work and sets the theme the reader chose.
(function () {
  var root = document.documentElement;
  root.classList.add('js');
  try {
    var theme = localStorage.getItem('theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  } catch (error) {
    // Storage is blocked: the theme follows the system.
  }
})();
