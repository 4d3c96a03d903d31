// Prints the table of Rendrix.Shared/Storefront/ThemeFonts.cs: for each self-hosted family its weights, and by how much a system face
// must be scaled and shifted to take the same room, so that nothing moves when the web font arrives (size-adjust, ascent-override …).
// Run by hand after adding a family to package.json: node Rendrix.Web/Frontend/font-metrics.mjs
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

const modules = join(import.meta.dirname, '..', '..', 'node_modules');
// How often letters stand in running text (English, German, Polish mixed); the width of a line follows from it.
const often = { ' ': 17, e: 11, a: 7, t: 6.5, o: 6.5, i: 7, n: 6.5, s: 5.5, r: 5.5, h: 3.5, l: 4, d: 4, c: 3.2, u: 3.4, m: 2.6, f: 1.6, p: 1.9, g: 1.9, w: 1.9, y: 1.8, b: 1.5, v: 1.1, k: 1.4, x: .3, j: .5, q: .1, z: 1 };
// Advance widths per thousand of the faces nearly every device has (Arial and its twins, Times New Roman and its twins).
const arial = { ' ': 278, a: 556, b: 556, c: 500, d: 556, e: 556, f: 278, g: 556, h: 556, i: 222, j: 222, k: 500, l: 222, m: 833, n: 556, o: 556, p: 556, q: 556, r: 333, s: 500, t: 278, u: 556, v: 500, w: 722, x: 500, y: 500, z: 500 };
const times = { ' ': 250, a: 444, b: 500, c: 444, d: 500, e: 444, f: 333, g: 500, h: 500, i: 278, j: 278, k: 500, l: 278, m: 778, n: 500, o: 500, p: 500, q: 500, r: 333, s: 389, t: 278, u: 500, v: 500, w: 722, x: 500, y: 500, z: 444 };
const courier = Object.fromEntries(Object.keys(arial).map(c => [c, 600]));
const mean = widths => { let sum = 0, all = 0; for (const [c, n] of Object.entries(often)) { sum += widths[c] * n; all += n; } return sum / all / 1000; };

const tags = ['cmap', 'head', 'hhea', 'hmtx', 'maxp', 'name', 'OS/2', 'post', 'cvt ', 'fpgm', 'glyf', 'loca', 'prep', 'CFF ', 'VORG', 'EBDT', 'EBLC', 'gasp', 'hdmx', 'kern', 'LTSH', 'PCLT', 'VDMX', 'vhea', 'vmtx', 'BASE', 'GDEF', 'GPOS', 'GSUB', 'EBSC', 'JSTF', 'MATH', 'CBDT', 'CBLC', 'COLR', 'CPAL', 'SVG ', 'sbix', 'acnt', 'avar', 'bdat', 'bloc', 'bsln', 'cvar', 'fdsc', 'feat', 'fmtx', 'fvar', 'gvar', 'hsty', 'just', 'lcar', 'mort', 'morx', 'opbd', 'prop', 'trak', 'Zapf', 'Silf', 'Glat', 'Gloc', 'Feat', 'Sill'];

function tables(file) {
  const b = readFileSync(file);
  const count = b.readUInt16BE(12), packed = b.readUInt32BE(20);
  let at = 48;
  const base128 = () => { let v = 0; for (;;) { const x = b[at++]; v = v * 128 + (x & 127); if (!(x & 128)) return v; } };
  const list = [];
  for (let i = 0; i < count; i++) {
    const flags = b[at++];
    let tag = tags[flags & 63];
    if ((flags & 63) === 63) { tag = b.toString('latin1', at, at + 4); at += 4; }
    const version = flags >> 6, length = base128();
    const transformed = tag === 'glyf' || tag === 'loca' ? version !== 3 : version !== 0;
    list.push({ tag, transformed, length: transformed ? base128() : length });
  }
  const data = brotliDecompressSync(b.subarray(at, at + packed));
  let from = 0;
  return Object.fromEntries(list.map(t => { const part = { ...t, data: data.subarray(from, from + t.length) }; from += t.length; return [t.tag, part]; }));
}

function glyphOf(cmap) {
  const d = cmap.data, n = d.readUInt16BE(2);
  for (let i = 0; i < n; i++) {
    const o = d.readUInt32BE(4 + i * 8 + 4);
    if (d.readUInt16BE(o) !== 4) continue;
    const seg = d.readUInt16BE(o + 6) / 2;
    return c => {
      for (let s = 0; s < seg; s++) {
        const end = d.readUInt16BE(o + 14 + s * 2);
        if (c > end) continue;
        const start = d.readUInt16BE(o + 16 + seg * 2 + s * 2);
        if (c < start) return 0;
        const delta = d.readInt16BE(o + 16 + seg * 4 + s * 2), where = o + 16 + seg * 6 + s * 2, range = d.readUInt16BE(where);
        if (range === 0) return (c + delta) & 0xffff;
        const g = d.readUInt16BE(where + range + (c - start) * 2);
        return g ? (g + delta) & 0xffff : 0;
      }
      return 0;
    };
  }
  throw new Error('no cmap of format 4');
}

const rows = [];
for (const scope of ['@fontsource', '@fontsource-variable'])
  for (const family of readdirSync(join(modules, scope))) {
    const folder = join(modules, scope, family), about = JSON.parse(readFileSync(join(folder, 'metadata.json'), 'utf8'));
    const file = ['opsz-normal', 'wght-normal', '400-normal'].map(k => join(folder, 'files', `${family}-latin-${k}.woff2`)).find(f => existsSync(f));
    const t = tables(file), em = t.head.data.readUInt16BE(18), hhea = t.hhea.data, glyph = glyphOf(t.cmap);
    const many = hhea.readUInt16BE(34), hmtx = t.hmtx;
    const advance = g => { const i = Math.min(g, many - 1); return hmtx.transformed ? hmtx.data.readUInt16BE(1 + i * 2) : hmtx.data.readUInt16BE(i * 4); };
    const widths = Object.fromEntries(Object.keys(often).map(c => [c, advance(glyph(c.codePointAt(0))) * 1000 / em]));
    const os2 = t['OS/2'].data, typo = os2.readUInt16BE(62) & 128;
    const ascent = typo ? os2.readInt16BE(68) : hhea.readInt16BE(4), descent = -(typo ? os2.readInt16BE(70) : hhea.readInt16BE(6));
    const kind = about.category === 'monospace' ? 'Mono' : about.category === 'serif' ? 'Serif' : about.category === 'handwriting' ? 'Hand' : 'Sans';
    const size = mean(widths) / mean(kind === 'Mono' ? courier : kind === 'Serif' ? times : arial);
    const pct = v => Math.round(v / em / size * 1000) / 10;
    const weights = about.variable?.wght ? [about.variable.wght.min, about.variable.wght.max].map(Number) : [400, 400];
    rows.push({ family, title: about.family, kind, weights, size: Math.round(size * 1000) / 10, ascent: pct(ascent), descent: pct(descent) });
  }
rows.sort((a, b) => a.title < b.title ? -1 : 1);
for (const r of rows) console.log(`        new("${r.family}", "${r.title}", FontKind.${r.kind}, ${r.weights.join(', ')}, ${r.size}, ${r.ascent}, ${r.descent}),`);
