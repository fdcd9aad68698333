# SPDX-FileCopyrightText: 2026 The Établi authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The French catalogue has a translation, well written, of every message the sources have now.
Usage: test-translation.py SOURCE_ROOT"""

import os
import subprocess
import sys
import tempfile

import catalogue
import typography

root = sys.argv[1]
french = os.path.join(root, 'po', 'fr.po')
problems = []
plain = dict(os.environ, LC_ALL='C.UTF-8')  # what the tools say is looked at

# The program’s own reader of catalogues: formats (%s), plurals, head.
check = subprocess.run(['msgfmt', '--check', '--output-file=/dev/null', french],
                       capture_output=True, text=True, check=False, env=plain)
if check.returncode != 0 or check.stderr:
    problems.append(check.stderr)

with tempfile.TemporaryDirectory() as folder:
    template = os.path.join(folder, 'etabli.pot')
    marks = ['_', 'N_', 'C_:1c,2', 'NC_:1c,2', 'g_dngettext:2,3', 'ngettext:1,2', 'g_dpgettext2:2c,3']
    made = subprocess.run(
        ['xgettext', '--from-code=UTF-8', f'--directory={root}', f'--output={template}',
         f'--files-from={os.path.join(root, "po", "POTFILES.in")}',
         *(f'--keyword={mark}' for mark in marks)],
        capture_output=True, text=True, check=False, env=plain)
    if made.returncode != 0 or 'not a valid' in made.stderr:
        problems.append(made.stderr)
    wanted = catalogue.read(template)

have = catalogue.read(french)
for key in wanted.keys() - have.keys():
    problems.append(f'not in the catalogue: {key[1]!r}')
for key in have.keys() - wanted.keys():
    problems.append(f'in no source any more: {key[1]!r}')
for entry in have.values():
    if entry.fuzzy:
        problems.append(f'fuzzy: {entry.key[1]!r}')
    if not all(entry.texts):
        problems.append(f'not translated: {entry.key[1]!r}')
        continue
    # The keywords of a desktop file are a list, not a sentence.
    if entry.sources[-1].endswith(';'):
        continue
    # Both forms of a plural are written after the plural source.
    for text in entry.texts:
        for fault in typography.faults(entry.sources[-1], text):
            problems.append(f'{fault}: {text!r}')

for problem in problems:
    print('po/fr.po:', problem, file=sys.stderr)
print(f'{len(have)} messages')
sys.exit(1 if problems or not have else 0)
