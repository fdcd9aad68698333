# SPDX-FileCopyrightText: 2026 The Établi authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the authors' guide shows is what is shipped: its tables of attributes are those of the schema,
its fragments stand in an example, the examples it names are all there are, and it is good French.
The whole call it ends with is run by another test.
Usage: test-guide.py DATA"""

import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

import typography

XSD = '{http://www.w3.org/2001/XMLSchema}'

data = pathlib.Path(sys.argv[1])
guide = (data / 'calls' / 'README.md').read_text(encoding='utf-8')
examples = {path.name: path.read_text(encoding='utf-8')
            for path in sorted((data / 'calls' / 'exemples').glob('*.xml'))}
schema = ElementTree.parse(data / 'schemas' / 'call.xsd').getroot()
types = {one.get('name'): one for one in schema.iter(f'{XSD}complexType') if one.get('name')}
problems = []


def without_spaces(text):
    return re.sub(r'\s+', '', text)


def names(cell):
    """The words between back quotes of a cell, but for the examples between brackets."""
    return set(re.findall(r'`([a-z-]+)`', re.sub(r'\([^)]*\)', '', cell)))


def attributes(element):
    """{required}, {optional} of the elements of this name in the schema."""
    for one in schema.iter(f'{XSD}element'):
        if one.get('name') == element:
            kind = types.get((one.get('type') or '').removeprefix('c:'))
            found = (kind if kind is not None else one.find(f'{XSD}complexType')).findall(
                f'{XSD}attribute')
            required = {a.get('name') for a in found if a.get('use') == 'required'}
            return required, {a.get('name') for a in found} - required
    problems.append(f'the guide speaks of “{element}”, which the schema has not')
    return set(), set()


for name in examples:
    if f'`{name}`' not in guide:
        problems.append(f'the guide does not name {name}')
for name in re.findall(r'exemple-[a-z-]+\.xml', guide):
    if name not in examples:
        problems.append(f'the guide names {name}, which is not there')

fragments = re.findall(r'```xml\n(.*?)```', guide, re.DOTALL)
for fragment in fragments:
    if not fragment.startswith('<call ') and not any(
            without_spaces(fragment) in without_spaces(text) for text in examples.values()):
        problems.append(f'in no example:\n{fragment}')
if len(fragments) < 5:
    problems.append('the guide has lost its fragments')

# The first of the two tables that begin with the same elements: the other says what they hold.
table = guide[guide.index('| Élément | Obligatoires'):].split('\n\n')[0]
rows = re.findall(r'^\| `([a-z-]+)` \| ([^|]*)\|([^|]*)\|$', table, re.MULTILINE)
if len(rows) < 10:
    problems.append('the guide has lost its table of attributes')
for element, required, optional in rows:
    if (names(required), names(optional)) != attributes(element):
        problems.append(f'attributes of “{element}”: the schema has {attributes(element)}')

prose = re.sub(r'```.*?```', '', guide, flags=re.DOTALL)
for line in re.sub(r'`[^`\n]*`', '`', prose).split('\n'):
    problems += [f'{fault}: {line}' for fault in typography.faults(line, line)]

for problem in problems:
    print(problem, file=sys.stderr)
sys.exit(1 if problems else 0)
