#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Établi authors
# SPDX-License-Identifier: GPL-3.0-or-later
# A call is valid against the published schema by a reader that is not ours, and stops being so once
# harmed: a schema that lets everything through would prove nothing.
# Usage: test-schema.sh SCHEMA CALL
set -u
schema=$1 call=$2
status=0
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT

check () { xmllint --noout --nonet --schema "$schema" "$1" 2>"$folder/words"; }

check "$call" || { cat "$folder/words" >&2; status=1; }

harm () {
  sed -E "$2" "$call" >"$folder/harmed.xml"
  if cmp -s "$call" "$folder/harmed.xml"; then
    echo "$call: nothing there to harm with: $1" >&2
    status=1
  elif check "$folder/harmed.xml"; then
    echo "$call: still valid with $1" >&2
    status=1
  fi
}
harm 'no identifier' 's/(<call [^>]*)\bid="[^"]*"/\1/'
harm 'another namespace' 's/urn:etabli:call:1/urn:etabli:call:9/'
harm 'no title' '0,/<title>/{/<title>/d}'
harm 'an unknown strength' 's/strength="[a-z]+"/strength="hearsay"/'
harm 'a day that does not exist' 's/\bday="[^"]*"/day="2019-02-30"/'
exit $status
