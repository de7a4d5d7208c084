# Prints what bash offers at the end of a line. $1: the script; $2: the line; $3: what is sourced before the script, if anything.
if [[ -n $3 ]]; then eval "$3"; fi
# shellcheck source=/dev/null
. "$1"

# As readline does, a word ends at a space and at each '='.
read -ra COMP_WORDS <<<"${2//=/ = }"
if [[ $2 == *' ' ]]; then COMP_WORDS+=(''); fi
COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMP_LINE=$2 COMP_POINT=${#2} COMPREPLY=()

completer=$(complete -p "${COMP_WORDS[0]}") || exit 1
completer=${completer#*-F }
"${completer%% *}" "${COMP_WORDS[0]}" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
if ((${#COMPREPLY[@]})); then printf '%s\n' "${COMPREPLY[@]}"; fi
