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

// Text shown before its font has come stands in a local one that is as wide, letter by letter
// (src/lib/fonts). It cannot know our kerning and ligatures; so on a page that starts without its
// fonts they are left out, and no line breaks elsewhere when the fonts arrive. With the fonts in the
// cache, that is on every page but the first, nothing of this happens.
(function () {
  if (!document.fonts) return;

  function fontsAreLate() {
    var preloads = document.querySelectorAll('link[rel="preload"][as="font"]');
    for (var i = 0; i < preloads.length; i++) {
      if (performance.getEntriesByName(preloads[i].href).length === 0) return true;
    }
    // Laying the page out asks for its faces; one that is at hand is ready at once.
    var late = document.body.offsetHeight < 0;
    document.fonts.forEach(function (face) {
      var text = face.style === 'normal' && /^U\+20-/.test(face.unicodeRange);
      if (text && face.status === 'loading') late = true;
    });
    return late;
  }

  // The first frame that will be painted: before it the stylesheet has come, and with it its faces.
  (function frame() {
    if (document.fonts.size > 0 && document.body) {
      if (fontsAreLate()) document.documentElement.classList.add('fonts-late');
    } else if (document.readyState !== 'complete') {
      requestAnimationFrame(frame);
    }
  })();
})();
