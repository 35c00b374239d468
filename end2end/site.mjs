// Makes target/site from what wasm-bindgen left in target/pkg, from style/ and from public/:
// style sheets bundled, scripts minified, everything compressed once, and a version that names the content.
// The new site replaces the old in one move, so a running server never sees half of it.
import { createHash } from 'node:crypto'
import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import * as esbuild from 'esbuild'

const root = join(import.meta.dirname, '..')
const site = join(root, 'target/site')
const next = join(root, 'target/site.next')
const worthCompressing = /\.(wasm|js|css|html|svg|json|webmanifest|txt|ttf)$/

async function files(folder) {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  return found.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name)).sort()
}

// Dark is written once, for a device that asks for it; `?chosen` gives the same block to what chooses it by itself.
const chosenDark = {
  name: 'chosen dark',
  setup(build) {
    build.onResolve({ filter: /\.css\?chosen$/ }, ({ path, resolveDir }) => ({ path: join(resolveDir, path.replace('?chosen', '')), namespace: 'chosen' }))
    build.onLoad({ filter: /./, namespace: 'chosen' }, async ({ path }) => {
      const dark = await readFile(path, 'utf8')
      if (dark.split(':root {').length !== 2) throw new Error(`${path}: expected one block ":root {"`)
      return { contents: dark.replace(':root {', '[data-theme="dark"] {'), loader: 'css' }
    })
  },
}

async function bundle(entryPoints, outdir) {
  await esbuild.build({ entryPoints, outdir, plugins: [chosenDark], bundle: true, minify: true, logLevel: 'warning', external: ['/fonts/*'], target: ['chrome111', 'firefox115', 'safari16.4'] })
}

// A script is minified as it stands: it is loaded by its name and not bundled into another.
async function minify(scripts, outbase, outdir) {
  await esbuild.build({ entryPoints: scripts, outdir, outbase, bundle: false, allowOverwrite: true, minify: true, logLevel: 'warning', target: ['chrome111', 'firefox115', 'safari16.4'] })
}

async function compress(file) {
  const bytes = await readFile(file)
  // Blocks of 128 kB make the programs half a kilobyte smaller than brotli's own choice does.
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22, [constants.BROTLI_PARAM_LGBLOCK]: 17, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }
  const [br, gz] = await Promise.all([promisify(brotliCompress)(bytes, best), promisify(gzip)(bytes, { level: 9 })])
  if (br.length < bytes.length) await writeFile(`${file}.br`, br)
  if (gz.length < bytes.length) await writeFile(`${file}.gz`, gz)
}

async function version(paths) {
  const hash = createHash('sha256')
  for (const file of paths) hash.update(relative(next, file)).update(await readFile(file))
  return hash.digest('hex').slice(0, 12)
}

await rm(next, { recursive: true, force: true })
await mkdir(next, { recursive: true })
await cp(join(root, 'public'), next, { recursive: true })
// By name: the folder may hold what an older build left there.
for (const entry of ['hall', 'office', 'day', 'plan', 'prepare', 'house']) {
  for (const file of [`${entry}.js`, `${entry}_bg.wasm`]) await cp(join(root, 'target/pkg', file), join(next, 'pkg', file))
}

await minify((await files(next)).filter(file => file.endsWith('.js')), next, next)
await bundle(['main.css', 'public.css', 'paper.css'].map(name => join(root, 'style', name)), join(next, 'assets'))

const all = await files(next)
const build = await version(all)
await writeFile(join(next, 'version'), build)
// The shell names its build, so that a browser never mixes two of them (public/boot.js and public/sw.js read it).
const shell = join(next, 'app.html')
await writeFile(shell, (await readFile(shell, 'utf8')).replaceAll(/"(\/boot\.js|\/assets\/main\.css)"/g, `"$1?v=${build}"`))
await Promise.all(all.filter(file => worthCompressing.test(basename(file))).map(compress))
await rm(site, { recursive: true, force: true })
await rename(next, site)
console.log(`target/site: ${all.length} files, version ${build}`)
