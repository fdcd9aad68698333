# SPDX-FileCopyrightText: 2026 The Établi authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every element and attribute of dossier.xsd has its line in data/schemas/README.md, and no other.

Usage: test-schema-guide.py DATA
"""

import pathlib
import re
import sys
import xml.etree.ElementTree as ET

XS = '{http://www.w3.org/2001/XMLSchema}'
LINE = re.compile(r'^\| `([a-z0-9/@-]+)` \| [^|]+ \| [^|]{8,} \|$', re.M)


def content_of(element, types):
    inner = element.find(XS + 'complexType')
    return inner if inner is not None else types.get(element.get('type'))


def parts_of(element, types):
    """`parent/child` and `parent/@attribute` of everything in @element."""
    content = content_of(element, types)
    if content is None:
        return
    name = element.get('name')
    # Not what is inside a child: it has its own lines.
    waiting = list(content)
    while waiting:
        node = waiting.pop()
        if node.tag == XS + 'attribute':
            yield f'{name}/@{node.get("name")}'
        elif node.tag == XS + 'element':
            yield f'{name}/{node.get("name")}'
            yield from parts_of(node, types)
        else:
            waiting.extend(node)


def main():
    data = pathlib.Path(sys.argv[1])
    schema = ET.parse(data / 'schemas' / 'dossier.xsd').getroot()
    types = {node.get('name'): node for node in schema.findall(XS + 'complexType')}
    wanted = {part for element in schema.findall(XS + 'element')
              for part in parts_of(element, types)}
    lines = LINE.findall((data / 'schemas' / 'README.md').read_text())
    problems = [f'no line for {part}' for part in sorted(wanted - set(lines))]
    problems += [f'not in the schema: {part}' for part in sorted(set(lines) - wanted)]
    problems += [f'two lines for {part}' for part in sorted(set(lines)) if lines.count(part) > 1]
    print('\n'.join(problems), file=sys.stderr)
    return 1 if problems or len(wanted) < 50 else 0


sys.exit(main())
