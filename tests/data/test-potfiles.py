# SPDX-FileCopyrightText: 2026 The Établi authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""po/POTFILES.in lists each file that has words for people, and no other, in order.
Usage: test-potfiles.py SOURCE_ROOT"""

import pathlib
import re
import sys

MARK = re.compile(r'(^|[^A-Za-z])(_|N_|C_|ngettext|g_dngettext) ?\(', re.M)
PLACES = (
    ('app', '*.c', MARK),
    ('ui', '*.c', MARK),
    ('ui', '*.ui', re.compile('translatable="yes"')),
    ('data', '*.desktop.in', re.compile('')),
    ('data', '*.metainfo.xml.in', re.compile('')),
    ('data', '*.gschema.xml', re.compile('')),
)

root = pathlib.Path(sys.argv[1])
expected = {
    path.relative_to(root).as_posix()
    for folder, pattern, mark in PLACES
    for path in (root / folder).rglob(pattern)
    if mark.search(path.read_text(encoding='utf-8'))
}
listed = [
    line for line in (root / 'po' / 'POTFILES.in').read_text(encoding='utf-8').splitlines()
    if line and not line.startswith('#')
]

problems = [f'{name} is not listed' for name in sorted(expected - set(listed))]
problems += [f'{name} is listed, and has no words for people' for name in sorted(set(listed) - expected)]
if listed != sorted(set(listed)):
    problems.append('its lines are not sorted, or one is there twice')
for problem in problems:
    print('po/POTFILES.in:', problem, file=sys.stderr)
sys.exit(1 if problems or not expected else 0)
