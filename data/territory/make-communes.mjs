// SPDX-FileCopyrightText: 2026 The Établi authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Writes communes.tsv, beside this file, from the npm package @etalab/decoupage-administratif.
// README.md says how to run it.

import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const [directory, year] = process.argv.slice(2)
if (!directory || !/^20\d\d$/.test(year ?? '')) {
  console.error('Usage: node make-communes.mjs FOLDER-OF-THE-PACKAGE YEAR')
  process.exit(2)
}

const { name, version } = JSON.parse(readFileSync(join(directory, 'package.json')))
const all = JSON.parse(readFileSync(join(directory, 'data', 'communes.json')))

// The most populated first: the program shows matches in the order of the file.
const kept = all
  .filter(({ type }) => type === 'commune-actuelle' || type === 'arrondissement-municipal')
  .sort((a, b) => (b.population ?? 0) - (a.population ?? 0) || (a.code < b.code ? -1 : 1))

const seen = new Set()
for (const { code, nom, codesPostaux = [], departement } of kept) {
  const right = /^(\d\d|2[AB])\d{3}$/.test(code) && !seen.has(code) && /^[^\t\r\n]+$/.test(nom) &&
    code.startsWith(departement) && codesPostaux.every(postcode => /^\d{5}$/.test(postcode))
  if (!right) {
    console.error(`Unexpected commune: ${code} ${nom} ${departement} ${codesPostaux.join(' ')}`)
    process.exit(1)
  }
  seen.add(code)
}
if (kept.length < 34000) {
  console.error(`Only ${kept.length} communes: the package has changed its types`)
  process.exit(1)
}

const head = [
  '# Communes de France et arrondissements municipaux, des plus peuplés aux moins peuplés',
  '# SPDX-License-Identifier: etalab-2.0',
  '# Licence : Licence Ouverte / Open Licence 2.0 (Etalab)',
  '# Sources : Code officiel géographique (INSEE), codes postaux (La Poste)',
  `# Version : ${year} (${name} ${version})`,
  '# Colonnes : code INSEE, nom, codes postaux, code du département',
  `# communes: ${kept.length}`,
]
const lines = kept.map(({ code, nom, codesPostaux = [], departement }) =>
  [code, nom, codesPostaux.join(' '), departement].join('\t'))

const target = join(dirname(fileURLToPath(import.meta.url)), 'communes.tsv')
writeFileSync(target, [...head, ...lines, ''].join('\n'))
console.log(`${target}: ${kept.length} communes`)
