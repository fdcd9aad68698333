# SPDX-FileCopyrightText: 2026 The Établi authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What French typography asks of a translation, and what a translation owes to its source."""

import re

NO_BREAK = '\u00a0\u202f'
SPACE = (' ', '\n')

# What scripts and dossiers rely on: these words are also values people type.
EXACT = {'Yes': 'Oui', 'No': 'Non'}

RULES = (
    # “::” belongs to the expression language, as “!=” does: neither is punctuation.
    (re.compile(rf'(?<![{NO_BREAK}:])[;:!?](?=[\s{NO_BREAK})»]|$)'),
     'no no-break space before ; : ! or ?'),
    (re.compile(rf'«(?![{NO_BREAK}])'), 'no no-break space after «'),
    (re.compile(rf'(?<![{NO_BREAK}])»'), 'no no-break space before »'),
    (re.compile(rf' [{NO_BREAK}]|[{NO_BREAK}] '), 'two spaces, one of them a no-break space'),
    (re.compile('[“”]'), 'English quotation marks'),
    (re.compile('‘'), 'an opening single quotation mark'),
)

# What may stand in an expression quoted from a call, or in a text laid out with spaces; no more of
# them than the source has.
COUNTED = (
    ("'", 'a straight apostrophe: write ’'),
    ('"', 'a straight quotation mark: write « »'),
    ('...', 'three dots: write …'),
    ('  ', 'two spaces'),
)


def faults(source, text):
    """The faults of TEXT, French of SOURCE, in words; an empty list when there is none."""
    found = [words for rule, words in RULES if rule.search(text)]
    found += [words for sign, words in COUNTED if text.count(sign) > source.count(sign)]
    if source in EXACT and text != EXACT[source]:
        found.append(f'must be exactly “{EXACT[source]}”')
    if source.count('_') != text.count('_'):
        found.append('its access key (_) is missing, or there are two')
    for end in '.…?!':
        if source.endswith(end) != text.endswith(end):
            found.append(f'ends with “{end}” in one language only')
    if source.startswith(SPACE) != text.startswith(SPACE) or source.endswith(SPACE) != text.endswith(SPACE):
        found.append('begins or ends with a space in one language only')
    return found
