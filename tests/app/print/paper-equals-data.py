# SPDX-FileCopyrightText: 2026 The Établi authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""dossier.pdf says what dossier.xml says, and no number that is not in it.

Usage: paper-equals-data.py ETABLI-CLI DRAW-DOCUMENT ROOT

On both samples, exported as packages, and on documents made from them by chance (seeded): other
texts, amounts, dates and digests, more lines.
"""

import copy
import datetime
import hashlib
import json
import math
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile
import zoneinfo

NS = '{urn:etabli:dossier:1}'
SEEDS = range(1, 7)
MONTHS = ('janvier février mars avril mai juin juillet août septembre octobre novembre '
          'décembre').split()
# The only figures that are the paper's own.
FIXED = ('SHA-256', 'META-INF/signatures0.xml', 'WGS 84', '300 m', '500 m')
# Of the picture of a place, in points.
PICTURE_WIDTH, PICTURE_HEIGHT, SCALE_PART = 487.276, 340, 0.25
# Spaces inside a number; a line never ends there. pdftotext says all of them with the plain one.
INNER_SPACE = ' \u202f\u00a0'
NUMBER = re.compile(r'\d+(?:[%s]\d{3})*(?:[.,/:]\d+)*' % INNER_SPACE)
DIGEST = re.compile(r'\b[0-9a-f]{64}\b')
PRINTED_ATTRIBUTES = {
    'call': ('id', 'edition', 'digest'), 'track': ('id',), 'made': ('program',), 'row': ('code',),
    'source': ('id', 'address'), 'piece': ('code',), 'consent': ('version', 'sha256'),
    'file': ('name', 'entry', 'type', 'sha256'), 'attestation': ('version',),
    'journal': ('entries', 'digest', 'first-broken'), 'help': ('mandate-days',),
    'finding': ('generation',), 'qpv': ('code',), 'commune': ('code',), 'contour': ('code',),
    'dataset': ('sha256',),
}
PRINTED_ELEMENTS = ('text', 'label', 'title', 'publisher', 'quote', 'name', 'place', 'first-name',
                    'capacity', 'helper', 'organisation', 'status', 'consent', 'file')


def squeeze(text):
    return ''.join(c for c in text if not c.isspace())


def tag(element):
    return element.tag.removeprefix(NS)


def day_in_words(day):
    year, month, number = (int(part) for part in day.split('-'))
    return f'{"1er" if number == 1 else number} {MONTHS[month - 1]} {year}'


def instant_in_words(instant):
    at = datetime.datetime.fromisoformat(instant.replace('Z', '+00:00'))
    at = at.astimezone(zoneinfo.ZoneInfo('Europe/Paris'))
    return f'{day_in_words(at.date().isoformat())} à {at.hour} h {at.minute:02}'


def size_in_words(size):
    for unit, factor in (('Go', 1024 ** 3), ('Mo', 1024 ** 2), ('Ko', 1024)):
        if size >= factor:
            tenths = -(-size * 10 // factor)
            return f'{tenths // 10},{tenths % 10}' if tenths % 10 else f'{tenths // 10}'
    return str(size)


def scale_of(half_width):
    """What the scale of the map says: the largest of 1, 2 or 5 times a power of ten that fits."""
    most = PICTURE_WIDTH * SCALE_PART * 2 * half_width / min(PICTURE_WIDTH, PICTURE_HEIGHT)
    power = 10 ** math.floor(math.log10(most))
    metres = next(power * n for n in (5, 2, 1) if most >= power * n)
    return f'{metres / 1000:.0f} km' if metres >= 1000 else f'{metres:.0f} m'


def values_of(element):
    """What the paper says of one element, in its own words."""
    name = tag(element)
    if name in PRINTED_ELEMENTS and element.text:
        yield element.text
    for attribute in PRINTED_ATTRIBUTES.get(name, ()):
        if element.get(attribute):
            yield element.get(attribute)
    if name == 'call':
        yield day_in_words(element.get('published'))
    if name == 'made':
        yield instant_in_words(element.get('at'))
    if name == 'verdicts':
        yield day_in_words(element.get('today'))
    if name == 'finding':
        yield instant_in_words(element.get('at'))
        yield scale_of(float(element.get('half-width')))
        if element.get('left-out') != '0':
            yield element.get('left-out')
    if name == 'dataset':
        yield instant_in_words(element.get('imported'))
    if name == 'place' and element.get('lat'):
        yield f'{element.get("lat")}, {element.get("lon")}'
    if name == 'file' and element.get('size'):
        yield size_in_words(int(element.get('size')))
        if element.get('dated'):
            yield '/'.join(reversed(element.get('dated').split('-')))
    if name == 'help':
        yield from (instant_in_words(element.get(a)) for a in ('began', 'ended', 'read-back')
                    if element.get(a))


def values_of_document(xml):
    values = [hashlib.sha256(xml).hexdigest()]
    for element in ET.fromstring(xml).iter():
        values.extend(values_of(element))
    return values


def numbers_of(text):
    return set(NUMBER.findall(DIGEST.sub(' ', text))) | set(DIGEST.findall(text))


def is_known(number, known):
    """Also of two numbers side by side, which read as one: “Total 63 820,00 €”."""
    cuts = [match.start() for match in re.finditer('[%s]' % INNER_SPACE, number)]
    return squeeze(number) in known or any(
        squeeze(number[:cut]) in known and squeeze(number[cut:]) in known for cut in cuts)


def pages_of(pdf):
    """The words of each page, heads and feet left out."""
    crop = ['-x', '0', '-y', '58', '-W', '596', '-H', '730', '-r', '72']
    text = subprocess.run(['pdftotext', '-raw', '-enc', 'UTF-8', *crop, pdf, '-'],
                          check=True, capture_output=True).stdout.decode()
    return text.split('\f')[:-1]


def without_contents(pages):
    """The lines of the contents end with the number of a page, which no document holds."""
    last = 1 if re.search(r'^Sommaire$', pages[0], re.M) else 2
    listed = [re.sub(r' \d+$', '', page, flags=re.M) for page in pages[:last]]
    return listed + pages[last:]


def differences(xml, pages):
    values = values_of_document(xml)
    printed = squeeze(''.join(pages))
    for value in values:
        if squeeze(value) not in printed:
            yield f'not on paper: {value!r}'

    known = {squeeze(number) for value in values for number in numbers_of(value)}
    said = '\n'.join(without_contents(pages))
    for word in FIXED:
        said = said.replace(word, '')
    for number in sorted(number for number in numbers_of(said) if not is_known(number, known)):
        yield f'on paper only: {number!r}'


def export_sample(cli, sample, folder):
    """dossier.xml and dossier.pdf of the sample's package."""
    expected = json.loads((sample / 'expected.json').read_text())
    dossier, package = folder / 'a.etabli', folder / 'a.asice'
    identity, password = folder / 'id.p12', folder / 'password'
    password.write_text('essai\n')

    def run(*arguments):
        subprocess.run([cli, *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)

    run('new', dossier, '--call', expected['call'], '--track', expected['track'])
    run('fill', dossier, sample / 'answers.xml')
    for piece in sorted((sample / 'pieces').iterdir()):
        run('attach', dossier, piece.name.split('__')[0], piece)
    run('identity', 'create', 'Essai', '-o', identity, '--password-file', password)
    # The key is made today.
    run('export', dossier, '-o', package, '--identity', identity, '--password-file', password)
    with zipfile.ZipFile(package) as archive:
        (folder / 'dossier.pdf').write_bytes(archive.read('dossier.pdf'))
        return archive.read('dossier.xml'), folder / 'dossier.pdf'


# ---- Documents made by chance ----

WORDS = ('atelier médiathèque l’œuvre Ærø Łódź Ελλάδα Москва naïve cœur « lien » 12e n°7 100 % '
         'préfecture a&b <tiers> 3,5 2020-2021 anticonstitutionnellement').split(' ')


def some_words(chance, most):
    return ' '.join(chance.choice(WORDS) for _ in range(chance.randint(1, most)))


def set_amount(chance, holder):
    cents = chance.choice([0, 1, 99, chance.randint(0, 10 ** 5), chance.randint(0, 10 ** 11)])
    euros, rest = divmod(cents, 100)
    holder.find(NS + 'value').text = f'{euros}.{rest:02}'
    holder.find(NS + 'text').text = f'{euros:,}'.replace(',', '\u202f') + f',{rest:02}\u00a0€'


def set_date(chance, answer):
    day = datetime.date(2000, 1, 1) + datetime.timedelta(chance.randint(0, 12000))
    answer.find(NS + 'value').text = day.isoformat()
    answer.find(NS + 'text').text = day.strftime('%d/%m/%Y')


def set_text(chance, answer, most):
    words = some_words(chance, most)
    answer.find(NS + 'value').text = answer.find(NS + 'text').text = words


def change(chance, xml):
    """The document with other values, and more rows and lines."""
    ET.register_namespace('', NS.strip('{}'))
    root = ET.fromstring(xml)
    for parent in [*root.iter(NS + 'group'), *root.iter(NS + 'repeat')]:
        child = parent.find(NS + ('row' if tag(parent) == 'group' else 'line'))
        for _ in range(chance.choice([0, 0, 0, 3, 12]) if child is not None else 0):
            parent.append(copy.deepcopy(child))
    for answer in root.iter(NS + 'answer'):
        kind = answer.get('type')
        if kind == 'amount':
            set_amount(chance, answer)
        elif kind == 'date':
            set_date(chance, answer)
        elif kind in ('text', 'long-text') and chance.random() < 0.8:
            set_text(chance, answer, 6 if kind == 'text' else 900)
    for cell in root.iter(NS + 'cell'):
        set_amount(chance, cell)
    for file in root.iter(NS + 'file'):
        file.set('sha256', chance.randbytes(32).hex())
        file.set('size', str(chance.randint(0, 10 ** 10)))
    return ET.tostring(root, encoding='UTF-8', xml_declaration=True)


def locate(chance, xml, finding):
    """The document with a finding of its place, which gave answers that it has, or had."""
    ET.register_namespace('', NS.strip('{}'))
    root = ET.fromstring(xml)
    found = ET.fromstring(finding.replace('<finding ', f'<finding xmlns="{NS.strip("{}")}" ', 1))
    found.set('half-width', f'{chance.choice([800, 1234.5, 5000, 99999]):.2f}')
    found.set('left-out', str(chance.choice([0, 1, 17])))
    found.set('generation', chance.choice(['2015', '2024']))
    for answer in chance.sample(list(root.iter(NS + 'answer')), 3):
        claim = ET.SubElement(found, NS + 'stands-for', path=answer.get('path'))
        for part in ('label', 'value', 'text'):
            ET.SubElement(claim, NS + part).text = answer.find(NS + part).text
        if chance.random() < 0.5:
            claim.find(NS + 'value').text = claim.find(NS + 'text').text = some_words(chance, 4)
    root.insert(list(root).index(root.find(NS + 'verdicts')), found)
    return ET.tostring(root, encoding='UTF-8', xml_declaration=True)


def draw(program, schema, xml, folder):
    source, pdf = folder / 'chance.xml', folder / 'chance.pdf'
    source.write_bytes(xml)
    subprocess.run(['xmllint', '--noout', '--nonet', '--schema', schema, source],
                   check=True, stderr=subprocess.PIPE)
    subprocess.run([program, source, pdf], check=True)
    return pdf


# ---- The test ----

def check(name, xml, pages):
    found = list(differences(xml, pages))
    for line in found[:20]:
        print(f'{name}: {line}', file=sys.stderr)
    return not found


def sees_a_change(xml, pages):
    """One figure of the document changed: the old one is on paper only, the new one is not there."""
    root = ET.fromstring(xml)
    texts = [text for text in root.iter(NS + 'text') if '\u202f' in (text.text or '')]
    old = texts[0].text
    for text in texts:
        if text.text == old:
            text.text = '98\u202f765,43\u00a0€'
    found = list(differences(ET.tostring(root), pages))
    return any('98' in line for line in found) and any('on paper only' in line for line in found)


def main():
    cli, program, root = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    if shutil.which('pdftotext') is None:
        print('pdftotext is not installed')
        return 77
    os.environ.update(LC_ALL='fr_FR.UTF-8', LANGUAGE='fr')
    schema = root / 'data' / 'schemas' / 'dossier.xsd'
    finding = (root / 'tests' / 'app' / 'package' / 'data' / 'constat.xml').read_text()
    good = True
    for name in ('ft-association-rurale', 'fnt-commune-qpv-occitanie'):
        with tempfile.TemporaryDirectory() as made:
            folder = pathlib.Path(made)
            xml, pdf = export_sample(cli, root / 'tests' / 'samples' / name, folder)
            pages = pages_of(pdf)
            good &= check(name, xml, pages)
            if not sees_a_change(xml, pages):
                print(f'{name}: a changed amount is not seen', file=sys.stderr)
                good = False
            for seed in SEEDS:
                chance = random.Random(seed)
                other = change(chance, xml)
                if seed % 2 == 0:
                    other = locate(chance, other, finding)
                pages = pages_of(draw(program, schema, other, folder))
                good &= check(f'{name}, seed {seed}', other, pages)
    return 0 if good else 1


sys.exit(main())
