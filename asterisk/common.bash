# What install, start, stop and cli share. Sourced, not run.

set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
program=asterisk/$(basename "$0")
tree=${VOXARI_ASTERISK_HOME:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/voxari/asterisk}
default_dir=${VOXARI_ASTERISK_DIR:-${XDG_STATE_HOME:-${HOME:-/root}/.local/state}/voxari/asterisk}

say() { printf '%s\n' "$program: $*" >&2; }

fail() {
    say "$*"
    exit 1
}

# The comment at the head of the script is its help.
help() {
    awk 'NR > 1 { if (!/^#/) exit; sub(/^# ?/, ""); print }' "$0"
    exit 0
}

# The program of the tree, run by the tree's own dynamic loader with the tree's own libraries. No chroot is needed and
# so neither is root; the host's libraries, however old, play no part; and an instance may live in any folder.
# Sets the array `asterisk`.
use_tree() {
    local loader libraries
    for loader in "$tree"/usr/lib64/ld-linux-x86-64.so.2 "$tree"/usr/lib/ld-linux-aarch64.so.1 ''; do
        [[ -e $loader ]] && break
    done
    libraries=$(echo "$tree"/usr/lib/*-linux-gnu)
    modules=$libraries/asterisk/modules
    asterisk=("$loader" --library-path "$libraries" --argv0 asterisk "$tree/usr/sbin/asterisk")
    [[ -n $loader && -e $modules/chan_websocket.so && -e $modules/res_websocket_client.so ]]
}

# True when the tree is whole and its Asterisk runs here.
tree_works() {
    use_tree && "${asterisk[@]}" -V >/dev/null 2>&1
}

# Turns $dir into an absolute path, and refuses what Asterisk cannot live with.
check_dir() {
    dir=$(realpath -m -- "$dir")
    [[ $dir =~ ^[A-Za-z0-9_./+@=-]+$ ]] || fail "the instance folder must have a plain name (letters, digits, _ . + @ = -): $dir"
    # The path of a Unix socket holds 107 bytes, and the folder's /run/asterisk.ctl is one.
    ((${#dir} <= 88)) || fail "the instance folder's path is too long for Asterisk's control socket (at most 88 characters): $dir"
}

# Prints the process id of the Asterisk that runs in $dir; fails when none does. A pid file alone proves nothing:
# after a crash the number may belong to another process.
running_pid() {
    local pid
    pid=$(cat "$dir/run/asterisk.pid" 2>/dev/null) || pid=$(cat "$dir/run/start.pid" 2>/dev/null) || return 1
    [[ $pid =~ ^[0-9]+$ ]] || return 1
    { tr '\0' '\n' <"/proc/$pid/cmdline"; } 2>/dev/null | grep -qxF "$dir/etc/asterisk.conf" || return 1
    printf '%s\n' "$pid"
}
