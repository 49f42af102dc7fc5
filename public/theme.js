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
  var query = 'h1, h2, h3, p, li, dt, dd, td, th, figcaption';
  var blocks = [];
  var seen = new Map();
  var idle = 0;

  function look() {
    if (document.readyState === 'loading' || blocks.length === 0) {
      blocks = document.querySelectorAll(query);
    }
    var changed = [];
    for (var i = 0; i < blocks.length; i++) {
      var block = blocks[i];
      var box = block.getBoundingClientRect();
      // What changes further down moves nothing that can be seen.
      if (box.top > innerHeight) break;
      var before = seen.get(block);
      seen.set(block, { width: box.width, height: box.height });
      if (before && before.width === box.width && before.height !== box.height) {
        changed.push(block);
      }
    }
    changed.forEach(function (block) {
      block.style.fontKerning = 'none';
    });
    changed.forEach(function (block) {
      seen.get(block).height = block.getBoundingClientRect().height;
    });
  }

  (function frame() {
    var busy = document.readyState !== 'complete' || document.fonts.status === 'loading';
    idle = busy ? 0 : idle + 1;
    // One look after the last font has come; a second without one, and none will.
    if (idle < 3) look();
    if (idle < 60) requestAnimationFrame(frame);
  })();
})();
