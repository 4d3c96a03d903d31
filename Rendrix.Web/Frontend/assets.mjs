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

// fredoka → fonts/dist/fredoka-latin.woff2, fredoka-latin-ext.woff2
const subsets = ['latin', 'latin-ext', 'cyrillic', 'greek', 'vietnamese'];
for (const scope of ['@fontsource-variable', '@fontsource'])
  for (const family of existsSync(join(modules, scope)) ? readdirSync(join(modules, scope)) : [])
    for (const subset of subsets) {
      const files = join(modules, scope, family, 'files');
      const name = [`${family}-${subset}-opsz-normal.woff2`, `${family}-${subset}-wght-normal.woff2`, `${family}-${subset}-400-normal.woff2`]
        .find(file => existsSync(join(files, file)));
      if (name) copyFileSync(join(files, name), join(fonts, `${family}-${subset}.woff2`));
    }

const symbol = (name, file) => {
  if (!existsSync(file)) throw new Error(`There is no icon ${file}`);
  const body = readFileSync(file, 'utf8').replace(/<!--.*?-->/gs, '').match(/<svg[^>]*>(.*)<\/svg>/s)[1].replace(/\s*\n\s*/g, '');
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${body}</symbol>`;
};
const lucide = name => symbol(name, join(modules, 'lucide-static', 'icons', `${name}.svg`));
const sprite = (file, symbols) => writeFileSync(join(icons, file), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>\n`);

// One sprite of the icons listed in icons.txt for the dashboard: <svg><use href="/icons/dist/sprite.svg#package"/></svg>
const names = readFileSync(join(import.meta.dirname, 'icons.txt'), 'utf8').split(/\s+/).filter(Boolean);
sprite('sprite.svg', [...new Set(names)].sort().map(lucide));

// One for shops: what merchants choose from, and the marks of social networks, which lucide does not have.
const marks = join(import.meta.dirname, 'marks');
const offered = readFileSync(join(root, 'Rendrix.Shared', 'Storefront', 'ShopIcons.txt'), 'utf8').split('\n').map(line => line.split(' ')[0]).filter(Boolean);
sprite('shop.svg', [...offered.map(lucide), ...readdirSync(marks).sort().map(file => symbol(file.replace('.svg', ''), join(marks, file)))]);
