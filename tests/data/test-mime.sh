#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Établi authors
# SPDX-License-Identifier: GPL-3.0-or-later
# A dossier and a package are known for what they are, by their name and, under any name, by what is in them.
# Usage: test-mime.sh MIME.xml ETABLI_CLI
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export XDG_DATA_HOME="$folder/data"
mkdir -p "$XDG_DATA_HOME/mime/packages"
cp "$1" "$XDG_DATA_HOME/mime/packages/"
update-mime-database "$XDG_DATA_HOME/mime"

"$2" new "$folder/a.etabli" --call fabriques-de-territoire-2019-07 --track FT >/dev/null
cp "$folder/a.etabli" "$folder/sans-nom"
printf 'application/vnd.etsi.asic-e+zip' > "$folder/mimetype"
(cd "$folder" && zip -q -0 -X paquet mimetype && mv paquet.zip paquet && cp paquet b.asice)
printf 'SQLite format 3\000' > "$folder/autre"

status=0
check () {
  kind=$(gio info -a standard::content-type "$folder/$1" | sed -n 's/.*standard::content-type: //p')
  [ "$kind" = "$2" ] || { echo "$1 is $kind, not $2" >&2; status=1; }
}
check a.etabli application/vnd.etabli.dossier+sqlite3
check sans-nom application/vnd.etabli.dossier+sqlite3
check b.asice application/vnd.etsi.asic-e+zip
check paquet application/vnd.etsi.asic-e+zip
check autre application/vnd.sqlite3
exit $status
