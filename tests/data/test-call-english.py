#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Établi authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each call that is shipped is whole in English, and every number of a French text (amounts, dates,
codes, thresholds) is in its English one, no more and no fewer. An example may have no English; what
it has is held to the same.

Usage: test-call-english.py ETABLI_CLI DATA
"""
import collections
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

CALL = '{urn:etabli:call:1}'
THOUSANDS = {'fr': '[ \u00a0\u202f]', 'en': '[ \u00a0\u202f,]'}

# Texts whose numbers are said another way in English.
EXCEPTIONS = {
    'Du mardi au vendredi de 9 h à 18 h, le samedi matin',  # 6 pm
}

# As they are written in a sentence: in English a small “may” or “march” is no month.
MONTHS = {
    'fr': 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
    'en': 'January February March April May June July August September October November December',
}

# French and English that say the same numbers, then that do not.
SAME = (
    ('25\u202f000 à 150\u202f000\u00a0€', '25,000 to 150,000\u00a0€'),
    ('12\u202f500', '12\u202f500'),
    ('un mi-temps compte pour 0,5.', 'a half-time post counts as 0.5.'),
    ('30 décembre 2019\u00a0:', '30 December 2019:'),
    ('20\u00a0%, 94.99Z', '20%, 94.99Z'),
    ('En mars, mais 3 mois', 'In March, but you may take 3 months'),
)
OTHER = (
    ('75\u202f000\u00a0€', '25,000\u00a0€'),
    ('30 septembre 2021', '30 December 2021'),
    ('100\u202f000\u00a0€', '10,000\u00a0€'),
    ('0,5', '5'),
    ('50\u202f000\u00a0€ au plus', 'at most'),
    ('au plus', '3 at most'),
)


def numbers(text, lang):
    """How many times each number is in @text; a month counts as one, by its rank."""
    text = re.sub(rf'(?<=\d){THOUSANDS[lang]}(?=\d{{3}}(?!\d))', '', text)
    if lang == 'fr':
        text = re.sub(r'(?<=\d),(?=\d)', '.', text)
        text = text.lower()
    months = MONTHS[lang].split()
    found = re.findall(r'\d+(?:\.\d+)?', text)
    found += [f'month {months.index(word) + 1}' for word in re.findall(r'\w+', text)
              if word in months]
    return collections.Counter(found)


def differ(french, english):
    return numbers(french, 'fr') != numbers(english, 'en')


def whole(cli, path):
    """What the program says of a definition: it names each text without English."""
    lint = subprocess.run([cli, 'lint', path], capture_output=True, text=True, check=False)
    return [] if lint.returncode == 0 else [lint.stdout + lint.stderr]


def faults(path):
    for entry in ElementTree.parse(path).iterfind(f'{CALL}translation[@lang="en"]/{CALL}text'):
        french, english = (entry.findtext(CALL + name) for name in ('from', 'to'))
        if french not in EXCEPTIONS and differ(french, english):
            yield f'{path}: other numbers: {french!r}, {english!r}'


def main():
    cli, data = sys.argv[1], pathlib.Path(sys.argv[2])
    shipped = sorted((data / 'calls').glob('*.xml'))
    problems = [f'refused: {pair}' for pair in SAME if differ(*pair)]
    problems += [f'let through: {pair}' for pair in OTHER if not differ(*pair)]
    for path in shipped:
        problems += whole(cli, path)
        if ElementTree.parse(path).find(f'{CALL}translation[@lang="en"]') is None:
            problems.append(f'{path}: no translation into English')
    for path in shipped + sorted((data / 'calls' / 'exemples').glob('*.xml')):
        problems += faults(path)
    print('\n'.join(problems), file=sys.stderr)
    return 1 if problems or not shipped else 0


sys.exit(main())
