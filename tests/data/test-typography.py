# SPDX-FileCopyrightText: 2026 The Établi authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The typographic check sees each fault it is there for, and leaves good French alone; then it reads
the calls that are shipped, whose words are French from the start.
Usage: test-typography.py CALL..."""

import sys
import xml.etree.ElementTree as ElementTree

import typography

GOOD = (
    ('Delete it?', 'Le supprimer\u202f?'),
    ('%s: %s', '%s\u00a0: %s'),
    ('“%s” is empty.', '«\u00a0%s\u00a0» est vide.'),
    ("write a = 'oui' or a != ''", "écrivez a = 'oui' ou a != ''"),
    ('use preceding-sibling:: or “..”', 'employez preceding-sibling:: ou «\u00a0..\u00a0»'),
    ('add list="…"', 'ajoutez list="…"'),
    ('_Open', '_Ouvrir'),
    ('Yes', 'Oui'),
    ('Choose…', 'Choisir…'),
    ('at 23:59', 'à 23:59'),
    ('  0  yes', '  0  oui'),
)
BAD = (
    ('Delete it?', 'Le supprimer ?'),
    ('Delete it?', 'Le supprimer?'),
    ('%s: %s', '%s : %s'),
    ('%s: %s', '%s: %s'),
    ('one; two', 'un ; deux'),
    ('Done!', 'Fini!'),
    ('“%s” is empty', '« %s » est vide'),
    ('“%s” is empty', '«%s» est vide'),
    ('“%s” is empty', '“%s” est vide'),
    ('the call', "l'appel"),
    ('the call', 'l‘appel'),
    ('the “call”', 'l’"appel"'),
    ('Choose…', 'Choisir...'),
    ('Choose…', 'Choisir'),
    ('Choose', 'Choisir…'),
    ('It is done.', 'C’est fait'),
    ('_Open', 'Ouvrir'),
    ('Open', '_Ouvrir'),
    ('Yes', 'oui'),
    ('No', 'Non.'),
    ('one two', 'un  deux'),
    ('a: b', 'a \u00a0: b'),
    ('Files: ', 'Fichiers\u00a0:'),
)

problems = [f'refused: {text!r}: {typography.faults(source, text)}'
            for source, text in GOOD if typography.faults(source, text)]
problems += [f'let through: {text!r}' for source, text in BAD if not typography.faults(source, text)]

for call in sys.argv[1:]:
    for element in ElementTree.parse(call).iter():
        # A quotation is as its source wrote it; a translation is in its own language.
        text = '' if element.tag.endswith(('}quote', '}to')) else (element.text or '').strip()
        problems += [f'{call}: {fault}: {text!r}' for fault in typography.faults(text, text)]

for problem in problems:
    print(problem, file=sys.stderr)
sys.exit(1 if problems else 0)
