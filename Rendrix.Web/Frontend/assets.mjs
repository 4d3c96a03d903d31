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

// One sprite of the icons listed in icons.txt: <svg><use href="/icons/dist/sprite.svg#package"/></svg>
const names = readFileSync(join(import.meta.dirname, 'icons.txt'), 'utf8').split(/\s+/).filter(Boolean);
const symbols = [...new Set(names)].sort().map(name => {
  const file = join(modules, 'lucide-static', 'icons', `${name}.svg`);
  if (!existsSync(file)) throw new Error(`icons.txt names "${name}", which lucide-static does not have`);
  const body = readFileSync(file, 'utf8').replace(/<!--.*?-->/gs, '').match(/<svg[^>]*>(.*)<\/svg>/s)[1].replace(/\s*\n\s*/g, '');
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${body}</symbol>`;
});
writeFileSync(join(icons, 'sprite.svg'), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>\n`);
