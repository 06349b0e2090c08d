// Bundles the page into one HTML file without a document and records the hash of its sources beside it.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';

const target = '../Pages/Bundle';

const bundle = async entry => {
  const result = await build({
    entryPoints: [entry], bundle: true, minify: true, write: false, format: 'iife', target: 'es2022', charset: 'utf8',
    jsx: 'automatic', jsxImportSource: 'preact', legalComments: 'none',
  });
  return result.outputFiles[0].text.trim();
};

const script = await bundle('src/main.tsx');
const style = await bundle('src/page.css');
if (script.includes('</script') || style.includes('</style')) throw new Error('The bundle would end its own element.');

const hashOf = text => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const policy = `default-src 'none'; script-src ${hashOf(script)}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'`;
const page = readFileSync('src/page.html', 'utf8');
const parts = { '%POLICY%': policy, '%STYLE%': style, '%SCRIPT%': script };
const html = page.replace(/%POLICY%|%STYLE%|%SCRIPT%/g, part => parts[part]);

// Every file that decides what the bundle is, by name; line ends are those of the repository.
const sources = ['build.mjs', 'package.json', 'package-lock.json', 'tsconfig.json', ...readdirSync('src').map(name => `src/${name}`)].sort();
const digest = createHash('sha256');
for (const name of sources) digest.update(`${name}\n${readFileSync(name, 'utf8').replaceAll('\r\n', '\n')}\n`);

mkdirSync(target, { recursive: true });
writeFileSync(`${target}/report.html`, html);
writeFileSync(`${target}/report.sources.sha256`, `${digest.digest('hex')}\n`);
console.log(`report.html: ${(html.length / 1024).toFixed(0)} KB from ${sources.length} files`);
