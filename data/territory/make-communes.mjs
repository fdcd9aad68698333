// SPDX-FileCopyrightText: 2026 The Établi authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Writes communes.tsv, former-communes.tsv and areas.tsv, beside this file, from the npm package
// @etalab/decoupage-administratif. README.md says how to run it.

import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const [directory, year] = process.argv.slice(2)
if (!directory || !/^20\d\d$/.test(year ?? '')) {
  console.error('Usage: node make-communes.mjs FOLDER-OF-THE-PACKAGE YEAR')
  process.exit(2)
}

const fail = message => {
  console.error(message)
  process.exit(1)
}
const read = name => JSON.parse(readFileSync(join(directory, 'data', name)))
const { name, version } = JSON.parse(readFileSync(join(directory, 'package.json')))
const all = read('communes.json')
const epcis = read('epci.json')

// The most populated first: the program shows matches in the order of the file.
const present = all
  .filter(({ type }) => type === 'commune-actuelle' || type === 'arrondissement-municipal')
  .sort((a, b) => (b.population ?? 0) - (a.population ?? 0) || (a.code < b.code ? -1 : 1))
if (present.length < 34000)
  fail(`Only ${present.length} communes: the package has changed its types`)

const epciOf = new Map(epcis.flatMap(({ code, membres }) => membres.map(member => [member.code, code])))
const isText = text => /^[^\t\r\n]+$/.test(text)
const seen = new Set()
for (const { code, nom, codesPostaux = [], departement, region, population = 0 } of present) {
  const right = /^(\d\d|2[AB])\d{3}$/.test(code) && !seen.has(code) && isText(nom) &&
    code.startsWith(departement) && /^\d{2,3}$/.test(region) && Number.isInteger(population) &&
    codesPostaux.every(postcode => /^\d{5}$/.test(postcode))
  if (!right)
    fail(`Unexpected commune: ${code} ${nom} ${departement} ${codesPostaux.join(' ')}`)
  seen.add(code)
}

// What a person may still write: the names of communes that merged, and the codes that they had.
const nameOf = new Map(all.filter(({ chefLieu }) => chefLieu).map(({ code, nom }) => [code, nom]))
const presentName = new Map(present.map(({ code, nom }) => [code, nom]))
const former = new Map()
const addFormer = (code, nom, today) => {
  if (!seen.has(today) || (nom !== '' && !isText(nom)))
    fail(`Unexpected former commune: ${code} ${nom} ${today}`)
  former.set(`${code} ${nom}`, { code, nom, today })
}
for (const { code, nom, chefLieu } of all)
  if (chefLieu && nom !== presentName.get(chefLieu))
    addFormer(code, nom, chefLieu)
for (const { code, type, anciensCodes = [] } of present)
  for (const old of type === 'commune-actuelle' ? anciensCodes : [])
    if (!seen.has(old) && !former.has(`${old} ${nameOf.get(old) ?? ''}`))
      addFormer(old, nameOf.get(old) ?? '', code)
const formers = [...former.values()].sort((a, b) => (a.code + a.nom < b.code + b.nom ? -1 : 1))

const areas = [
  ...read('departements.json').map(({ code, nom }) => ['departement', code, nom]),
  ...read('regions.json').map(({ code, nom }) => ['region', code, nom]),
  ...epcis.map(({ code, nom }) => ['epci', code, nom]),
]
if (!areas.every(([, code, nom]) => /^[0-9AB]{2,9}$/.test(code) && isText(nom)))
  fail('Unexpected département, région or EPCI')

const write = (file, title, columns, sources, word, rows) => {
  const head = [
    `# ${title}`,
    '# SPDX-License-Identifier: etalab-2.0',
    '# Licence : Licence Ouverte / Open Licence 2.0 (Etalab)',
    `# Sources : ${sources}`,
    `# Version : ${year} (${name} ${version})`,
    `# Colonnes : ${columns}`,
    `# ${word}: ${rows.length}`,
  ]
  const target = join(dirname(fileURLToPath(import.meta.url)), file)
  writeFileSync(target, [...head, ...rows.map(row => row.join('\t')), ''].join('\n'))
  console.log(`${target}: ${rows.length}`)
}

const cog = 'Code officiel géographique (INSEE)'
write('communes.tsv', 'Communes de France et arrondissements municipaux, des plus peuplés aux moins peuplés',
  'code INSEE, nom, codes postaux, code du département, de la région, SIREN de l’EPCI, population municipale',
  `${cog}, codes postaux (La Poste), EPCI (DGCL)`, 'communes',
  present.map(({ code, nom, codesPostaux = [], departement, region, commune, population = 0 }) =>
    [code, nom, codesPostaux.join(' '), departement, region, epciOf.get(commune ?? code) ?? '', population]))
write('former-communes.tsv', 'Anciennes communes, déléguées ou associées, et codes qui ne sont plus en usage',
  'ancien code INSEE, ancien nom (vide si inconnu), code INSEE de la commune actuelle', cog, 'former',
  formers.map(({ code, nom, today }) => [code, nom, today]))
write('areas.tsv', 'Départements, régions et EPCI', 'genre, code (SIREN pour un EPCI), nom',
  `${cog}, EPCI (DGCL)`, 'areas', areas)
