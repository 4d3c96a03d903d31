// Copies the fonts that themes and the dashboard use, and builds one icon sprite, from the npm packages into wwwroot.
// Runs from the build; needs nothing but Node.
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const modules = join(root, 'node_modules');
const fonts = join(root, 'wwwroot', 'fonts', 'dist');
const icons = join(root, 'wwwroot', 'icons', 'dist');
mkdirSync(fonts, { recursive: true });
mkdirSync(icons, { recursive: true });

// fredoka → fonts/dist/fredoka-latin.woff2, fredoka-latin-ext.woff2. Shops take these two; the dashboard's own face has all it has.
const subsetsOf = family => family === 'inter' ? ['latin', 'latin-ext', 'cyrillic', 'greek', 'vietnamese'] : ['latin', 'latin-ext'];
const faces = [];
for (const scope of ['@fontsource-variable', '@fontsource'])
  for (const family of existsSync(join(modules, scope)) ? readdirSync(join(modules, scope)) : [])
    for (const subset of subsetsOf(family)) {
      const files = join(modules, scope, family, 'files');
      const name = [`${family}-${subset}-opsz-normal.woff2`, `${family}-${subset}-wght-normal.woff2`, `${family}-${subset}-400-normal.woff2`]
        .find(file => existsSync(join(files, file)));
      if (!name) continue;
      copyFileSync(join(files, name), join(fonts, `${family}-${subset}.woff2`));
      const weight = JSON.parse(readFileSync(join(modules, scope, family, 'metadata.json'), 'utf8')).variable?.wght;
      if (subset === 'latin') faces.push(`@font-face{font-family:${family};src:url(/fonts/dist/${family}-latin.woff2);font-weight:${weight ? `${weight.min} ${weight.max}` : 400};font-display:swap}`);
    }

// Every face of the shops, for the theme panel, which writes each name in its own. A browser fetches those it draws.
const css = join(root, 'wwwroot', 'css', 'dist');
mkdirSync(css, { recursive: true });
writeFileSync(join(css, 'faces.css'), faces.sort().join('\n') + '\n');

// One sprite of the icons listed in icons.txt: <svg><use href="/icons/dist/sprite.svg#package"/></svg>
const names = readFileSync(join(import.meta.dirname, 'icons.txt'), 'utf8').split(/\s+/).filter(Boolean);
const symbols = [...new Set(names)].sort().map(name => {
  const file = join(modules, 'lucide-static', 'icons', `${name}.svg`);
  if (!existsSync(file)) throw new Error(`icons.txt names "${name}", which lucide-static does not have`);
  const body = readFileSync(file, 'utf8').replace(/<!--.*?-->/gs, '').match(/<svg[^>]*>(.*)<\/svg>/s)[1].replace(/\s*\n\s*/g, '');
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${body}</symbol>`;
});
writeFileSync(join(icons, 'sprite.svg'), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>\n`);
