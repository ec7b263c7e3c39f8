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

say "Eleven articles go in, in three writings of two languages; two of them tell of no diplomacy."
run load examples/articles examples/pages

say "Who travels to whom, and does the journey take place?"
run query visits --format table

say "What was signed by or with Kazakhstan?"
run query treaties --param party=KAZ --format table

say "What is announced but has not happened?"
run query planned-not-done --format table

say "What is told of Kazakhstan and Turkey together?"
run query dyad --param one=KAZ --param other=TUR --format table

say "Who is it that says so?"
run query attribution-chains --format table

say "Why does Elchi say all this? The words, the rule and the source, report by report."
run explain phone-call.txt

printf '\nThe store is in %s. Go on with:  elchi query --store %s\n' "$store" "$store"
