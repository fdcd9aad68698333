# SPDX-FileCopyrightText: 2026 The Établi authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Follows the chain of a journal.xml as data/schemas/README.md tells receivers to, with nothing of
Établi. Prints the number of entries and the last digest, or the number of the first bad entry with
status 1.
Usage: journal-chain.py JOURNAL.xml"""

import hashlib
import sys
import xml.etree.ElementTree as ET

FIELDS = ('number', 'at', 'author', 'kind', 'subject', 'detail', 'revision', 'previous')
previous = '0' * 64
entries = ET.parse(sys.argv[1]).getroot().findall('{urn:etabli:journal:1}entry')
for number, entry in enumerate(entries, 1):
    digest = hashlib.sha256()
    for field in FIELDS:
        text = entry.get(field).encode()
        digest.update(b'%d:%s\n' % (len(text), text))
    if (entry.get('number') != str(number) or entry.get('previous') != previous
            or entry.get('digest') != digest.hexdigest()):
        print(number)
        sys.exit(1)
    previous = entry.get('digest')
print(len(entries), previous)
