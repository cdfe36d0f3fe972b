# shellcheck shell=bash
# What deploy/run, deploy/test and deploy/bench share. Sourced, not run.

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export DEBIAN_FRONTEND=noninteractive
# One cache for all build folders, wherever the tree stands.
export CCACHE_BASEDIR=$top CCACHE_NOHASHDIR=1

say() { printf '\n== %s\n' "$*"; }
fail() { printf '%s: %s\n' "${0##*/}" "$*" >&2; exit 1; }
usage_error() { printf '%s: %s; try %s --help\n' "${0##*/}" "$*" "$0" >&2; exit 2; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo env DEBIAN_FRONTEND=noninteractive "$@"
    else fail "to install packages this needs root or sudo: $*"
    fi
}

# install_packages GROUP…: of deploy/packages, what is missing.
install_packages() {
    local wanted missing=() package
    wanted=$(awk -v groups=" $* " '!/^#/ && NF == 2 && index(groups, " " $1 " ") { print $2 }' "$top/deploy/packages")
    for package in $wanted; do
        # A package is there if dpkg knows it as installed, also under the name of another that provides it.
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return
    say "Installing ${#missing[@]} packages: ${missing[*]}"
    as_root apt-get -q -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 update
    as_root apt-get -q -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "${missing[@]}"
}

# As many compilers as there are cores and room for: one takes up to 1.5 GB.
jobs_at_once() {
    local cores room
    cores=$(nproc)
    room=$(awk '/^MemAvailable:/ { print int($2 / 1500000) }' /proc/meminfo)
    [ "$room" -ge 1 ] || room=1
    echo $((cores < room ? cores : room))
}

# configure PRESET: once; afterwards ninja calls CMake again when it has to.
configure() {
    [ -f "$top/build/$1/build.ninja" ] || (cd "$top" && cmake --preset "$1")
}

# build PRESET TARGET…
build() {
    local preset=$1
    shift
    configure "$preset"
    NINJA_STATUS="[%f/%t %es] " cmake --build "$top/build/$preset" --parallel "$(jobs_at_once)" --target "$@"
}
