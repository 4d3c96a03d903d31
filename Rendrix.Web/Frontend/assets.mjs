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

const symbol = (name, file) => {
  if (!existsSync(file)) throw new Error(`There is no icon ${file}`);
  const body = readFileSync(file, 'utf8').replace(/<!--.*?-->/gs, '').match(/<svg[^>]*>(.*)<\/svg>/s)[1].replace(/\s*\n\s*/g, '');
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${body}</symbol>`;
};
const lucide = name => symbol(name, join(modules, 'lucide-static', 'icons', `${name}.svg`));
const sprite = (file, symbols) => writeFileSync(join(icons, file), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>\n`);

// One sprite of the icons listed in icons.txt, laid into every document of the dashboard: <svg class="i"><use href="#i-package"/></svg>. There the
// class paints, so the symbols say nothing of it.
const names = readFileSync(join(import.meta.dirname, 'icons.txt'), 'utf8').split(/\s+/).filter(Boolean);
sprite('sprite.svg', [...new Set(names)].sort().map(name => lucide(name).replace(/^<symbol .*?>/, `<symbol id="i-${name}" viewBox="0 0 24 24">`)));

// One for shops: what merchants choose from, and the marks of social networks, which lucide does not have.
const marks = join(import.meta.dirname, 'marks');
const offered = readFileSync(join(root, 'Rendrix.Shared', 'Storefront', 'ShopIcons.txt'), 'utf8').split('\n').map(line => line.split(' ')[0]).filter(Boolean);
sprite('shop.svg', [...offered.map(lucide), ...readdirSync(marks).sort().map(file => symbol(file.replace('.svg', ''), join(marks, file)))]);
