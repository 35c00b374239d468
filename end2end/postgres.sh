#!/bin/sh
# A PostgreSQL of one's own for tests and browser journeys: no port, no password, nothing left behind.
#
#   postgres.sh start DIR   makes and starts a cluster in DIR, prints its DATABASE_URL
#   postgres.sh stop DIR    stops it and removes what start made
#   postgres.sh run COMMAND runs a command with DATABASE_URL set to an empty database, then removes everything
#   postgres.sh hold        for tests: prints a DATABASE_URL, then answers each line that it reads with one line:
#                             make NAME            makes a database and prints its URL
#                             sql NAME STATEMENT   runs it there and prints what it gives
#                             restart              kills the server without a goodbye and starts it again
#                           at the end of input it stops and removes everything
#
# FSYNC=on writes to the disk before it answers, as in earnest: for measuring.
#
# It listens on a socket in a folder of its own. initdb refuses root, so root starts it as the user postgres:
# DIR then has to lie where that user may go.
set -eu

say() { printf 'postgres.sh: %s\n' "$1" >&2; exit 1; }

# The newest installed version; Debian keeps the binaries off the PATH.
find_binaries() {
  bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -n | tail -n 1)
  [ -n "$bin" ] && [ -x "$bin/initdb" ] && return
  initdb=$(command -v initdb) ||
    say 'PostgreSQL is missing: install it, so that initdb is in /usr/lib/postgresql/*/bin or on the PATH.'
  bin=$(dirname "$initdb")
}

as_owner() {
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

own() {
  if [ "$(id -u)" = 0 ]; then chown postgres "$1"; fi
}

url() { printf 'postgres://postgres@localhost:5432/%s?host=%s\n' "$1" "$socket"; }

start() {
  find_binaries
  mkdir -p "$dir"
  dir=$(cd "$dir" && pwd)
  [ ! -e "$dir/data" ] || say "there is a cluster in $dir already."
  # A socket's path has at most 107 bytes, so it does not lie in DIR.
  socket=$(mktemp -d /tmp/werkronde-pg-XXXXXX)
  printf '%s\n' "$socket" > "$dir/socket"
  own "$dir" && own "$socket"
  cd /
  as_owner "$bin/initdb" -D "$dir/data" -U postgres -E UTF8 --no-locale --auth=trust --no-sync > "$dir/initdb.log" 2>&1 ||
    say "initdb failed: $(tail -n 3 "$dir/initdb.log" | tr '\n' ' ')"
  # What a crash of the machine loses, a test never misses; a crash of the server loses nothing.
  as_owner "$bin/pg_ctl" start -s -w -D "$dir/data" -l "$dir/data/server.log" -o "-k $socket -c listen_addresses='' \
    -c unix_socket_permissions=0700 -c fsync=${FSYNC:-off} -c full_page_writes=${FSYNC:-off} \
    -c max_connections=100" > /dev/null ||
    say "the server did not start: $(tail -n 3 "$dir/data/server.log" | tr '\n' ' ')"
}

stop() {
  find_binaries
  dir=$(cd "$dir" && pwd)
  [ -e "$dir/socket" ] || say "there is no cluster in $dir."
  socket=$(cat "$dir/socket")
  cd /
  # Also what only half started is cleared away.
  as_owner "$bin/pg_ctl" stop -s -m immediate -D "$dir/data" > /dev/null 2>&1 || true
  rm -rf "$dir/data" "$dir/initdb.log" "$dir/socket" "$socket"
}

case "${1:-} ${2:+dir}" in
  'start dir') dir=$2; start; url postgres ;;
  'stop dir') dir=$2; stop ;;
  'run dir')
    shift
    find_binaries
    dir=$(mktemp -d /tmp/werkronde-pg-XXXXXX)
    back=$PWD
    trap 'stop; rmdir "$dir"' EXIT
    trap 'exit 1' HUP INT TERM
    start
    cd "$back"
    DATABASE_URL=$(url postgres) "$@" ;;
  'hold ')
    find_binaries
    dir=$(mktemp -d /tmp/werkronde-pg-XXXXXX)
    trap 'stop; rmdir "$dir"' EXIT
    trap 'exit 1' HUP INT TERM
    start
    url postgres
    while read -r word name statement; do
      case "$word" in
        make) as_owner "$bin/createdb" -h "$socket" -U postgres "$name"; url "$name" ;;
        sql) as_owner "$bin/psql" -h "$socket" -U postgres -d "$name" -qAtX -v ON_ERROR_STOP=1 -c "$statement" < /dev/null |
          tr '\n' ' '; echo ;;
        restart) as_owner "$bin/pg_ctl" restart -s -w -m immediate -D "$dir/data" < /dev/null > /dev/null; echo up ;;
        *) say "what is '$word'?" ;;
      esac
    done ;;
  *) say 'say start DIR, stop DIR, run COMMAND or hold.' ;;
esac
