// Writes package-lock.json from package.json: exactly the packages named there, at exactly those versions, with the
// registry's hashes. Run it after a change of package.json: node lock-packages.mjs
//
// npm would also resolve what the packages depend on, hundreds of build tools of which no line runs here and of which some
// cannot be had any more. Leaving "dependencies" out of a lockfile's entries makes npm take each package alone; what a
// package needs at run time is therefore named in package.json itself.
import {execFileSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const packages = {'': {name: manifest.name, dependencies: manifest.dependencies}};
for (const alias of Object.keys(manifest.dependencies).sort()) {
    const wanted = manifest.dependencies[alias];
    const spec = wanted.startsWith('npm:') ? wanted.slice(4) : `${alias}@${wanted}`;
    const fields = ['name', 'version', 'dist.integrity', 'license', 'os', 'cpu', 'libc'];
    const found = JSON.parse(execFileSync('npm', ['view', spec, '--json', ...fields], {encoding: 'utf8'}));
    const entry = {version: found.version, integrity: found['dist.integrity']};
    if (found.name !== alias) entry.name = found.name;
    for (const field of ['cpu', 'libc', 'license', 'os']) if (found[field]) entry[field] = found[field];
    packages[`node_modules/${alias}`] = entry;
}
const lock = {name: manifest.name, lockfileVersion: 3, requires: true, packages};
writeFileSync('package-lock.json', JSON.stringify(lock, null, 2) + '\n');
