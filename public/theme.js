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

// While fonts are on their way, a block keeps the height it was painted with. The faces that stand
// in are as wide as ours letter by letter (src/lib/fonts), but know nothing of our kerning: now and
// then a line would break elsewhere once ours arrive. Such a block is set without kerning this once.
// Looked at before each frame is laid out, so that nothing is ever seen to move.
(function () {
  if (!document.fonts) return;
  var blocks = 'h1, h2, h3, p, li, dt, dd, td, th, figcaption';
  var seen = new Map();
  var idle = 0;

  function look() {
    var changed = [];
    document.querySelectorAll(blocks).forEach(function (block) {
      var height = block.offsetHeight;
      var width = block.offsetWidth;
      var before = seen.get(block);
      if (before && before.width === width && before.height !== height) {
        changed.push({ block: block, wanted: before.height });
      }
      seen.set(block, { width: width, height: height });
    });
    changed.forEach(function (entry) {
      entry.block.style.fontKerning = 'none';
    });
    changed.forEach(function (entry) {
      seen.get(entry.block).height = entry.block.offsetHeight;
    });
    var busy = document.readyState !== 'complete' || document.fonts.status === 'loading';
    idle = busy ? 0 : idle + 1;
    // Half a second without a font on its way: none will come.
    if (idle < 30) requestAnimationFrame(look);
  }
  requestAnimationFrame(look);
})();
