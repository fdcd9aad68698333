# SPDX-FileCopyrightText: 2026 The Établi authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The built-in guide speaks of what is there: the same pages in both languages, links and pictures that
exist, words of the screen that the screen really has, and good French.
Usage: test-user-guide.py ROOT"""

import pathlib
import struct
import sys
import xml.etree.ElementTree as ElementTree

import catalogue
import typography

root = pathlib.Path(sys.argv[1])
folder = root / 'data' / 'guide'
guides = {language: ElementTree.parse(folder / f'{language}.xml').getroot() for language in ('fr', 'en')}
problems = []


def plain(text):
    """Without access key, and without what is the same to the eye."""
    return text.replace('_', '').replace('\u00a0', ' ').replace('\u202f', ' ')


screen = {'fr': set(), 'en': set()}
for entry in catalogue.read(root / 'po' / 'fr.po').values():
    screen['en'].update(plain(text) for text in entry.sources)
    screen['fr'].update(plain(text) for text in entry.texts)

resources = (root / 'ui' / 'guide' / 'guide.gresource.xml').read_text(encoding='utf-8')
shape = {}
for language, guide in guides.items():
    pages = {page.get('id'): page for page in guide}
    shape[language] = [(page.get('id'), [(block.tag, block.get('file'), block.get('page')) for block in page])
                       for page in guide]
    if guide.get('lang') != language:
        problems.append(f'{language}: says it is in “{guide.get("lang")}”')
    if len(pages) != len(guide):
        problems.append(f'{language}: two pages have the same id')
    for page in guide:
        where = f'{language}, {page.get("id")}'
        steps = [block for block in page if block.tag == 'do']
        if not 1 < len(steps) < 9:
            problems.append(f'{where}: {len(steps)} things to do: a page is one task')
        for block in page:
            if block.tag == 'see' and block.get('page') not in pages:
                problems.append(f'{where}: no page “{block.get("page")}”')
            if block.tag == 'picture':
                picture = folder / f'{block.get("file")}.png'
                if not picture.exists() or f'<file>{picture.name}</file>' not in resources:
                    problems.append(f'{where}: the picture {picture.name} is not shipped')
                elif struct.unpack('>I', picture.read_bytes()[16:20])[0] > 1200:
                    problems.append(f'{where}: the picture {picture.name} is too wide')
                if not block.get('alt'):
                    problems.append(f'{where}: a picture says nothing to who cannot see it')
            for word in block.iter('ui'):
                if plain(word.text) not in screen[language]:
                    problems.append(f'{where}: no screen says “{word.text}”')

if shape['fr'] != shape['en']:
    problems.append('the two languages do not have the same pages and blocks')

for text in [*guides['fr'].itertext(), *(value for element in guides['fr'].iter() for value in element.attrib.values())]:
    problems += [f'fr: {fault}: {text!r}' for fault in typography.faults(text, text)]
for name in sorted(path.name for path in folder.glob('*.png')):
    if not any(block.get('file') == name[:-4] for guide in guides.values() for block in guide.iter('picture')):
        problems.append(f'no page shows {name}')

for problem in problems:
    print(problem, file=sys.stderr)
sys.exit(1 if problems else 0)
