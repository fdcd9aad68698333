#!/bin/sh
# Runs a command in a desktop session of its own: a display, a bus inside it, an empty home.
# Usage: session.sh COMMAND [ARG...]
#
# The display comes first and the bus inside it: services that the bus starts then know the display.
# ETB_SESSION_SIZE (1280x800) sizes the screen; ETB_SESSION_DARK=1 asks for the dark style;
# ETB_SESSION_TEXT (100) sizes the text, in hundredths; ETB_SESSION_WAYLAND=1 makes it a Wayland
# session, of mutter without a screen.
set -eu

home=$(mktemp -d "${TMPDIR:-/tmp}/etabli-session.XXXXXX")
xvfb=
cleanup () {
  status=$?
  [ -z "$xvfb" ] || kill "$xvfb" 2>/dev/null || true
  rm -rf "$home"
  exit "$status"
}
trap cleanup EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

export HOME="$home/home"
export XDG_CONFIG_HOME="$HOME/.config" XDG_DATA_HOME="$HOME/.local/share"
export XDG_CACHE_HOME="$HOME/.cache" XDG_STATE_HOME="$HOME/.local/state"
export XDG_RUNTIME_DIR="$home/run"
mkdir -p "$XDG_CONFIG_HOME/gtk-4.0" "$XDG_DATA_HOME" "$XDG_CACHE_HOME" "$XDG_STATE_HOME" "$XDG_RUNTIME_DIR"
chmod 0700 "$XDG_RUNTIME_DIR"
cat > "$XDG_CONFIG_HOME/gtk-4.0/settings.ini" <<INI
[Settings]
gtk-font-name=Cantarell 11
gtk-enable-animations=false
INI
echo "Xft.dpi: $((96 * ${ETB_SESSION_TEXT:-100} / 100))" > "$HOME/.Xdefaults"
[ -z "${ETB_SESSION_DARK:-}" ] || export ADW_DEBUG_COLOR_SCHEME=prefer-dark

# GL off: software GL would triple the start and add nothing. Both spellings, old and new.
export GDK_BACKEND=x11 GDK_DEBUG=gl-disable GDK_DISABLE=gl,vulkan GSK_RENDERER=cairo
export GSETTINGS_BACKEND=memory GTK_A11Y="${GTK_A11Y:-atspi}" NO_AT_BRIDGE=0
unset LC_ALL LANGUAGE WAYLAND_DISPLAY DISPLAY || true
export LANG="${ETB_SESSION_LANG:-fr_FR.UTF-8}"

if [ -n "${ETB_SESSION_WAYLAND:-}" ]; then
  if ! command -v mutter >/dev/null; then
    echo "1..0 # SKIP mutter is not installed"
    exit 0
  fi
  # The compositor wants the bus, so it comes second; it is ready once its socket is there.
  export GDK_BACKEND=wayland
  dbus-run-session -- sh -c '
    mutter --headless --no-x11 --wayland --wayland-display etabli-0 \
      --virtual-monitor "${ETB_SESSION_SIZE:-1280x800}" >"$XDG_RUNTIME_DIR/mutter.log" 2>&1 &
    tries=100
    until [ -S "$XDG_RUNTIME_DIR/etabli-0" ]; do
      tries=$((tries - 1))
      [ $tries -gt 0 ] || { cat "$XDG_RUNTIME_DIR/mutter.log"; exit 1; }
      sleep 0.1
    done
    export WAYLAND_DISPLAY=etabli-0
    "$@" >&3 3>&-
    status=$?
    kill %1
    exit $status' sh "$@" 3>&1 >&2
  exit
fi

# Without -noreset the server starts again when its first client leaves, and a program that comes
# just then finds no display.
mkfifo "$home/display"
Xvfb -displayfd 3 -screen 0 "${ETB_SESSION_SIZE:-1280x800}x24" -nolisten tcp -noreset \
  3>"$home/display" >"$home/xvfb.log" 2>&1 &
xvfb=$!
read -r number < "$home/display"
export DISPLAY=":$number"

# What the bus starts talks too: not among the results of a test.
dbus-run-session -- sh -c 'exec "$@" >&3 3>&-' sh "$@" 3>&1 >&2
