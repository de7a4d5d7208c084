#compdef dotnet-archspec archspec
# Completion of ArchSpec's commands for zsh, made by `dotnet archspec completion zsh`.
# Source it in ~/.zshrc, behind compinit.

# Each function sets $found for a command, which is named by its words: "runs show".
#TABLES#

# Offers what a value may be: words A B, files EXTENSION..., folders.
_archspec_offer() {
  local kind=$1
  shift
  case $kind in
    words) compadd -- "$@" ;;
    folders) _files -/ ;;
    files) if (($# == 0)); then _files; else _files -g "*.(${(j:|:)@})(-.)"; fi ;;
    *) return 1 ;;
  esac
}

# Reads the words before the cursor, from word $1 on: sets place, option (whose value comes next) and count (of arguments).
_archspec_read() {
  local -a found
  local i word
  for ((i = $1; i < CURRENT; i++)); do
    word=$words[i]
    if [[ -n $option ]]; then
      option=
    elif [[ $word == -*=* ]]; then
      continue
    elif [[ $word == -?* ]]; then
      _archspec_value "$place" "$word"
      if ((${#found})); then option=$word; fi
    elif _archspec_commands "$place" && ((count == 0 && ${found[(I)$word:*]})); then
      place=${place:+$place }$word
    else
      ((count += 1))
    fi
  done
}

# Completes the word at the cursor; the tool's own words begin at $1.
_archspec_complete() {
  local place='' option=''
  local -i count=0
  local -a found
  _archspec_read $1
  if [[ -z $option && $words[CURRENT] == --*=* ]]; then
    option=${words[CURRENT]%%=*}
    compset -P '*='
  fi
  if [[ -n $option ]]; then
    _archspec_value "$place" "$option"
    _archspec_offer ${found:-files}
  elif [[ $words[CURRENT] == -* ]]; then
    _archspec_options "$place"
    _describe -o option found
  else
    local -i offered=1
    _archspec_commands "$place"
    if ((count == 0 && ${#found})); then _describe command found && offered=0; fi
    _archspec_argument "$place" $count
    ((${#found})) && _archspec_offer $found && offered=0
    return offered
  fi
}

_archspec() {
  _archspec_complete 2
}

# `dotnet archspec` is completed here; every other command of dotnet as it was before.
_archspec_dotnet() {
  if ((CURRENT > 2)) && [[ $words[2] == archspec ]]; then
    _archspec_complete 3
    return
  fi
  local -i offered=1
  if [[ -n $_archspec_dotnet_before ]]; then "$_archspec_dotnet_before" "$@" && offered=0; fi
  ((CURRENT == 2)) && compadd archspec && offered=0
  ((offered)) && _files
}

if [[ $funcstack[1] == _archspec ]]; then
  # It lies in a folder of $fpath: this is the first completion.
  _archspec "$@"
elif (($+functions[compdef])); then
  if [[ ${_comps[dotnet]} != _archspec_dotnet ]]; then
    typeset -g _archspec_dotnet_before=${_comps[dotnet]}
  fi
  compdef _archspec dotnet-archspec archspec
  compdef _archspec_dotnet dotnet
fi
