# What Scripts/postgresql and Scripts/patroni have in common; read by them, not run. `folder` is theirs.

stop() {
    printf '%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

# A server refuses to run as root, so root runs it as the user that Debian made for it.
as_server() {
    if [ "$(id -u)" -eq 0 ]; then
        setpriv --reuid postgres --regid postgres --init-groups env -i PATH="$PATH" LANG=C.UTF-8 "$@"
    else
        env -i PATH="$PATH" LANG=C.UTF-8 "$@"
    fi
}

tool() {
    ls -d /usr/lib/postgresql/*/bin/"$1" 2>/dev/null | sort -V | tail -n 1
}

is_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# A port that nobody listens on and no other server of the folder has.
free_port() {
    local port
    for port in $(shuf -i 20000-29999 -n 100); do
        if ! grep -qsx "$port" "$folder"/*/port && ! is_taken "$port"; then
            printf '%s' "$port"
            return
        fi
    done
    stop 'no port is free'
}

# A folder for a server of this number, with a port of its own.
make_place() {
    local port
    mkdir -p "$folder/$1"
    [ "$(id -u)" -ne 0 ] || chown postgres:postgres "$folder/$1"
    [ -f "$folder/$1/port" ] && return
    port=$(free_port)
    printf '%s\n' "$port" >"$folder/$1/port"
}

data() { printf '%s/%s/data' "$folder" "$1"; }
port() { cat "$folder/$1/port"; }

# The process that serves a place, or nothing: a number may have been given to another process since.
running() {
    local process
    process=$(head -n 1 "$(data "$1")/postmaster.pid" 2>/dev/null || true)
    if [ -n "$process" ] && [ "$(ps -o comm= -p "$process" 2>/dev/null)" = postgres ] && ! none_is_left "$process"; then
        printf '%s' "$process"
    fi
}

# That process and all that serve for it, one a line.
processes() {
    local process
    process=$(running "$1")
    [ -z "$process" ] || printf '%s\n' "$process" $(ps -o pid= --ppid "$process")
}

# Whether none of these processes does anything any more, be it that nobody has asked for its end yet.
none_is_left() {
    local process
    for process; do
        ! kill -0 "$process" 2>/dev/null || [ "$(ps -o stat= -p "$process" | cut -c 1)" = Z ] || return 1
    done
}

# Carries out what it is given, on the server of a place.
sql() {
    as_server "$(tool psql)" --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 \
        "host=127.0.0.1 port=$(port "$1") user=postgres dbname=${2-postgres} connect_timeout=2"
}

says() { [ "$(sql "$1" <<<"$3" 2>/dev/null)" = "$2" ]; }

wait_until() {
    local try
    for try in $(seq 1200); do
        ! "$@" || return 0
        sleep 0.05
    done
    stop "waited in vain for: $*"
}

# Lets go of what the caller waits for, since what is started now outlives it.
let_go() {
    local descriptor
    for descriptor in /proc/"$BASHPID"/fd/*; do
        descriptor=${descriptor##*/}
        [ "$descriptor" -le 2 ] || eval "exec $descriptor>&-"
    done
}
