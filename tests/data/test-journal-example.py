# SPDX-FileCopyrightText: 2026 The Établi authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The journal that data/schemas/README.md works through is valid, its chain holds, and the bytes it
shows are those that are hashed.
Usage: test-journal-example.py DATA JOURNAL_CHAIN"""

import hashlib
import os
import re
import subprocess
import sys
import tempfile

data, chain = sys.argv[1:]
with open(os.path.join(data, 'schemas', 'README.md'), encoding='utf-8') as page:
    text = page.read()
journal = re.search(r'```xml\n(<journal .*?)```', text, re.S).group(1)
shown = re.search(r'```text\n(1:2\n.*?)```', text, re.S).group(1)
problems = []

with tempfile.TemporaryDirectory() as folder:
    file = os.path.join(folder, 'journal.xml')
    with open(file, 'w', encoding='utf-8') as out:
        out.write(journal)
    schema = os.path.join(data, 'schemas', 'journal.xsd')
    valid = subprocess.run(['xmllint', '--noout', '--nonet', '--schema', schema, file],
                           capture_output=True, text=True, check=False)
    if valid.returncode != 0:
        problems.append(valid.stderr)
    followed = subprocess.run([sys.executable, chain, file], capture_output=True, text=True,
                              check=False)
    last = re.findall(r'digest="([0-9a-f]{64})"', journal)[-1]
    if followed.stdout.split() != ['2', last]:
        problems.append(f'the chain does not hold: {followed.stdout} {followed.stderr}')
    if hashlib.sha256(shown.encode()).hexdigest() != last:
        problems.append('the bytes shown are not those of the last digest')

for problem in problems:
    print('data/schemas/README.md:', problem, file=sys.stderr)
sys.exit(1 if problems else 0)
