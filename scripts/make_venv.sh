#!/bin/sh
# Makes a virtual environment in the folder $1 with the first Python 3.11 or later that is found ($PYTHON, if set).
# Where `venv` lacks ensurepip (Debian parts it off), it takes virtualenv, the system's pip, or, as root, the package.
set -eu
folder=$1

fits() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

found=
for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
    if fits "$name"; then
        found=$name
        break
    fi
done
if [ -z "$found" ]; then
    echo "infogen needs Python 3.11 or later; none of: ${PYTHON:-python3 python3.14 … python3.11}" >&2
    echo "install it, or name it: make PYTHON=/path/to/python3" >&2
    exit 1
fi

works() {
    "$folder/bin/python" -m pip --version >/dev/null 2>&1
}

with_venv() {
    "$found" -m venv "$folder" >/dev/null 2>&1
}

with_virtualenv() {
    "$found" -m virtualenv --quiet "$folder" >/dev/null 2>&1
}

with_pip_from_outside() {
    "$found" -m venv --without-pip "$folder" >/dev/null 2>&1 &&
        "$found" -m pip --python "$folder/bin/python" install --quiet pip >/dev/null 2>&1
}

with_debian() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null &&
        apt-get update -qq >/dev/null && apt-get install -y -qq python3-venv >/dev/null && with_venv
}

for way in with_venv with_virtualenv with_pip_from_outside with_debian; do
    rm -rf "$folder"
    if "$way" && works; then
        exit 0
    fi
done
rm -rf "$folder"
echo "$found can make no virtual environment with pip in it" >&2
echo "install what it lacks (on Debian and Ubuntu: apt install python3-venv), then run make again" >&2
exit 1
