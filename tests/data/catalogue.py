# SPDX-FileCopyrightText: 2026 The Établi authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a gettext catalogue (.po, .pot): just what the checks need."""

import json
import re

LINE = re.compile(r'(?:(msgctxt|msgid|msgid_plural|msgstr)(\[\d\])? )?(".*")$')


class Entry:
    """One message: its context, its one or two sources, its translations, the files that have it."""

    def __init__(self):
        self.files = []
        self.fuzzy = False
        self.parts = {}

    @property
    def key(self):
        return self.parts.get('msgctxt'), self.parts['msgid']

    @property
    def sources(self):
        return [self.parts[name] for name in ('msgid', 'msgid_plural') if name in self.parts]

    @property
    def texts(self):
        return [text for name, text in sorted(self.parts.items()) if name.startswith('msgstr')]


def read(path):
    """The messages of the catalogue PATH, without its head, by key; obsolete ones left out."""
    entries = {}
    entry, name = Entry(), None
    with open(path, encoding='utf-8') as file:
        for line in [*file.read().splitlines(), '']:
            if line.startswith('#'):
                entry.files += line.split()[1:] if line.startswith('#: ') else []
                entry.fuzzy |= line.startswith('#,') and 'fuzzy' in line
            elif not line:
                if entry.parts.get('msgid'):
                    entries[entry.key] = entry
                entry, name = Entry(), None
            else:
                match = LINE.match(line)
                if not match:
                    raise ValueError(f'{path}: this line is not understood: {line}')
                if match[1]:
                    name = match[1] + (match[2] or '')
                    entry.parts[name] = ''
                entry.parts[name] += json.loads(match[3])
    return entries
