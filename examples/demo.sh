#!/usr/bin/env bash
# Load the example articles into a new store, then ask it questions.
# Usage: examples/demo.sh [ELCHI]     ELCHI: how the command is called (default: elchi)
set -euo pipefail

elchi=$(command -v "${1:-elchi}") || { echo "demo: ${1:-elchi}: no such command" >&2; exit 2; }
[[ $elchi == /* ]] || elchi=$PWD/$elchi
cd "$(dirname "${BASH_SOURCE[0]}")/.."
store=demo-store
export COLUMNS=${COLUMNS:-140}

run() { # show a command as a user would type it, then run it
    printf '\n$ elchi'
    printf ' %q' "$@"
    printf ' --store %s\n' "$store"
    "$elchi" "$@" --store "$store"
}

say() { printf '\n# %s\n' "$*"; }

rm -rf "$store"

say "Eleven articles go in, in three languages and writings; two of them tell of no diplomacy."
run load examples/articles examples/pages

say "What was signed, planned, refused?"
run query treaties

say "Who travels to whom, and does the journey take place?"
run query visits

say "What is announced but has not happened?"
run query planned-not-done

say "Everything between two states."
run query dyad --param one=KAZ --param other=TUR

say "Why does Elchi say so? The words, the rule and the source of one article."
run explain state-visit.txt

printf '\nThe store is in %s: go on with  elchi query --store %s\n' "$store" "$store"
