#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Établi authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every code that a verification may give has its line in the guide for receivers, and the reverse.

Usage: test-verify-codes.py SOURCE_ROOT
"""
import pathlib
import re
import sys

# Never given by a verification: errors of writing, and of XML that has another code in a package.
WRITING = {'write', 'source-changed', 'xml'}


def codes_of(root):
    read = lambda path: (root / path).read_text()
    codes = set(re.findall(r'\] = "([a-z-]+)"', read('app/container/etb-container-error.c')))
    codes |= set(re.findall(r'\{ "([a-z-]+)",\s+N_', read('app/signature/etb-xades-report.c')))
    for path in (root / 'app' / 'package').glob('*.c'):
        codes |= set(re.findall(r'_check_add \(\s*&?\w+,\s*"([a-z-]+)"', path.read_text()))
    for path in (root / 'app' / 'package').glob('*.[ch]'):
        codes |= set(re.findall(r'define ETB_REMARK_\w+ "([a-z-]+)"', path.read_text()))
    return codes - WRITING


def main():
    root = pathlib.Path(sys.argv[1])
    guide = (root / 'data' / 'schemas' / 'README.md').read_text()
    guide = guide[guide.index('## Ce que `verify` peut trouver'):]
    lines = re.findall(r'^\| `([a-z-]+)` \|', guide, re.M)
    codes = codes_of(root)
    problems = [f'no line for {code}' for code in sorted(codes - set(lines))]
    problems += [f'given by nothing: {code}' for code in sorted(set(lines) - codes)]
    problems += [f'two lines for {code}' for code in sorted(set(lines)) if lines.count(code) > 1]
    print('\n'.join(problems), file=sys.stderr)
    return 1 if problems or len(codes) < 50 else 0


sys.exit(main())
