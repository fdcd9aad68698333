# SPDX-FileCopyrightText: 2026 The Établi authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands on one page has keys of its own, in both languages: with two of one key, Alt and that
key goes from one to the other and does neither. Two labels of one word may share it: they take each
other's place. What goes into a page of questions leaves its buttons their keys.
Usage: test-mnemonics.py SOURCE_ROOT"""

import collections
import os
import re
import sys

import catalogue

FRAME = 'ui/fields/etb-question-page.c'
# What is made of several files: the page, then what stands in it.
SIGNING = ('ui/pages/etb-sign-form.ui', 'ui/pages/etb-identity-chooser.ui', 'ui/pages/etb-identity-creator.ui')
PARTS = {
    'ui/pages/etb-sign-page.c': SIGNING,
    'ui/pages/etb-cosign-page.c': SIGNING,
    'ui/pages/etb-verify-page.c': ('ui/pages/etb-package-actions.c',),
    'ui/pages/etb-territory-page.c': ('ui/pages/etb-place-view.c', 'ui/pages/etb-dataset-list.c'),
}
MARKED = re.compile(r'(\w*?)_(\w+)')


def key_of(text):
    """The key and the word it is in; None without one."""
    match = MARKED.search(text)
    return match and (match[2][0].casefold(), (match[1] + match[2]).casefold())


def is_label(text):
    """An underscore before a letter, once: names of settings and variables have several, or capitals."""
    return len(MARKED.findall(text)) == 1 and '%' not in MARKED.search(text)[0]


problems = []
pages = collections.defaultdict(lambda: collections.defaultdict(set))
for entry in catalogue.read(os.path.join(sys.argv[1], 'po', 'fr.po')).values():
    sources = entry.sources
    if not is_label(sources[0]):
        continue
    for language, texts in (('en', sources), ('fr', entry.texts)):
        for text in texts:
            if key_of(text) is None:
                problems.append(f'{language}: no key: {text!r}')
                continue
            for file in entry.files:
                pages[language, file][key_of(text)[0]].add((key_of(text)[1], text))

for language, file in sorted(pages):
    parts = [file, *PARTS.get(file, ()), *([FRAME] if file.startswith('ui/fields/') else [])]
    together = collections.defaultdict(set)
    for part in parts:
        for key, labels in pages.get((language, part), {}).items():
            together[key] |= labels
    for key, labels in sorted(together.items()):
        if len({word for word, _ in labels}) > 1:
            problems.append(f'{language}: {file}: Alt+{key}: {sorted(text for _, text in labels)}')

if not any(file == FRAME for _, file in pages):
    problems.append(f'{FRAME} has no buttons: this check reads nothing')
for problem in problems:
    print(problem)
sys.exit(bool(problems))
