# SPDX-FileCopyrightText: 2026 The Établi authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What packages say of the program is what it is: its version everywhere, what it is built with, every
command in the manual, and no network.
Usage: test-packaging.py SOURCE_ROOT ETABLI_CLI"""

import json
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

root = pathlib.Path(sys.argv[1])
packaging = root / 'data' / 'packaging'
problems = []


def expect(true, words):
    if not true:
        problems.append(words)


version = re.search(r"^  version: '([^']+)'", (root / 'meson.build').read_text(), re.M).group(1)

# Debian: what it is built with is what the project installs for building.
control = (packaging / 'debian' / 'control').read_text(encoding='utf-8')
needed = re.search(r'^Build-Depends:(.*?)\n\n', control, re.S | re.M).group(1)
needed = {re.sub(r'\s*\(.*', '', one.strip()) for one in needed.split(',')}
installed = set(re.search(r'^build="([^"]*)"', (root / '.ci' / 'install-packages').read_text(), re.M)
                .group(1).split())
# What the set-up of a bare machine needs beyond a package's build, and the reverse.
beyond = {'build-essential', 'ninja-build', 'git', 'ca-certificates', 'libglib2.0-dev-bin', 'tzdata',
          'adwaita-icon-theme', 'librsvg2-common', 'fonts-cantarell', 'fonts-dejavu-core'}
own = {'debhelper-compat', 'libglib2.0-dev', 'python3'}
for one in (installed - beyond) ^ (needed - own):
    problems.append(f'{one}: in debian/control or .ci/install-packages alone')
changelog = (packaging / 'debian' / 'changelog').read_text(encoding='utf-8')
expect(changelog.startswith(f'etabli ({version})'), 'debian/changelog: another version')

# Flatpak: parsed, not built.
flatpak = json.loads((packaging / 'flatpak' / 'fr.etabli.Etabli.json').read_text(encoding='utf-8'))
expect(flatpak['id'] == 'fr.etabli.Etabli' and flatpak['command'] == 'etabli', 'flatpak: another program')
for permission in flatpak['finish-args']:
    expect('network' not in permission and permission not in ('--filesystem=host', '--filesystem=home'),
           f'flatpak: {permission}')
expect('untested' in (packaging / 'README.md').read_text(encoding='utf-8'), 'README: Flatpak is untested')

metainfo = ElementTree.parse(root / 'data' / 'desktop' / 'fr.etabli.Etabli.metainfo.xml.in').getroot()
expect(metainfo.find('releases/release').get('version') == version, 'metainfo: another version')
shown = {pathlib.PurePosixPath(image.text.strip()).name for image in metainfo.iter('image')}
kept = {path.name for path in (root / 'data' / 'pictures').glob('*.png')}
expect(shown <= kept, f'metainfo: no such picture: {sorted(shown - kept)}')

# Files of the desktop open what the program opens.
desktop = (root / 'data' / 'desktop' / 'fr.etabli.Etabli.desktop.in').read_text(encoding='utf-8')
kinds = {one.text for one in metainfo.iter('mediatype')}
expect(kinds == set(re.search(r'^MimeType=(.*);$', desktop, re.M).group(1).split(';')),
       'desktop file and metainfo name other kinds of files')

# The manual has each command with the usage that the program prints, in both languages.
usages = subprocess.run([sys.argv[2], '--help'], capture_output=True, text=True, check=True,
                        env={'LC_ALL': 'C.UTF-8', 'PATH': '/usr/bin:/bin'}).stdout
commands = re.findall(r'^  ([a-z][a-z-]+) +(.*)$', usages, re.M)
expect(len(commands) > 15, 'etabli-cli --help lists hardly any command')
for language in ('', 'fr'):
    manual = (root / 'data' / 'man' / language / 'etabli-cli.1').read_text(encoding='utf-8')
    plain = re.sub(r'\\f[BIR]', '', manual).replace('\\-', '-').replace('\\(aq', "'")
    for name, usage in commands:
        expect(re.search(rf'^\.B {re.escape(name)}$', plain.replace('\\', ''), re.M) is not None,
               f'man {language or "en"}: no {name}')
    for page in ('etabli.1', 'etabli-cli.1'):
        path = root / 'data' / 'man' / language / page
        said = subprocess.run(['man', '--warnings', '-E', 'UTF-8', '-l', str(path)], capture_output=True,
                              text=True, env={'LC_ALL': 'C.UTF-8', 'MANWIDTH': '80', 'PATH': '/usr/bin:/bin'})
        expect(said.returncode == 0 and not said.stderr, f'{path.name}: {said.stderr}')
        expect(f'Établi {version}' in path.read_text(encoding='utf-8'), f'{path.name}: another version')

for problem in problems:
    print(problem, file=sys.stderr)
print(f'{len(commands)} commands')
sys.exit(1 if problems else 0)
