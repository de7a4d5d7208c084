# Completion of ArchSpec's commands for bash, made by `dotnet archspec completion bash`.
# Put it into ~/.local/share/bash-completion/completions/dotnet-archspec, or source it in ~/.bashrc.

# Each function sets $found for a command, which is named by its words: "runs show".
#TABLES#

# Offers what a value may be: words A B, files EXTENSION..., folders.
_archspec_offer() {
  local cur=$1 kind=$2
  shift 2
  case $kind in
    words) _archspec_add "$(compgen -W "$*" -- "$cur")" ;;
    folders)
      compopt -o filenames 2>/dev/null
      _archspec_add "$(compgen -d -- "$cur")" ;;
    files)
      compopt -o filenames 2>/dev/null
      if (($# == 0)); then
        _archspec_add "$(compgen -f -- "$cur")"
      else
        local extension
        _archspec_add "$(compgen -d -- "$cur")"
        for extension in "$@"; do _archspec_add "$(compgen -f -X "!*.$extension" -- "$cur")"; done
      fi ;;
  esac
}

# Adds lines, for names may hold spaces.
_archspec_add() {
  local line
  while IFS= read -r line; do
    if [[ -n $line ]]; then COMPREPLY+=("$line"); fi
  done <<<"$1"
}

# Reads the words before the cursor, from word $1 on: sets path, option (whose value comes next) and count (of arguments).
_archspec_read() {
  local i word found
  for ((i = $1; i < COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if [[ $word == = ]]; then
      option=${COMP_WORDS[i - 1]}
    elif [[ -n $option ]]; then
      option=
    elif [[ $word == -*=* ]]; then
      continue
    elif [[ $word == -?* ]]; then
      _archspec_value "$path" "$word"
      if [[ -n $found ]]; then option=$word; fi
    elif _archspec_commands "$path" && [[ $count == 0 && " $found " == *" $word "* ]]; then
      path=${path:+$path }$word
    else
      count=$((count + 1))
    fi
  done
}

# Completes the word at the cursor; the tool's own words begin at $1.
_archspec_complete() {
  local cur=${COMP_WORDS[COMP_CWORD]} path='' option='' count=0 found=''
  _archspec_read "$1"
  if [[ $cur == = ]]; then option=${COMP_WORDS[COMP_CWORD - 1]} cur=; fi
  if [[ -n $option ]]; then
    _archspec_value "$path" "$option"
    # shellcheck disable=SC2086
    _archspec_offer "$cur" ${found:-files}
  elif [[ $cur == -* ]]; then
    _archspec_options "$path"
    _archspec_offer "$cur" words "$found"
  else
    if ((count == 0)); then
      _archspec_commands "$path"
      _archspec_offer "$cur" words "$found"
    fi
    _archspec_argument "$path" "$count"
    # shellcheck disable=SC2086
    _archspec_offer "$cur" ${found:-none}
  fi
}

_archspec() {
  COMPREPLY=()
  _archspec_complete 1
}

# `dotnet archspec` is completed here; every other command of dotnet as it was before.
_archspec_dotnet() {
  if [[ $COMP_CWORD -ge 2 && ${COMP_WORDS[1]} == archspec ]]; then
    COMPREPLY=()
    compopt +o default +o bashdefault 2>/dev/null
    _archspec_complete 2
    return
  fi
  COMPREPLY=()
  if [[ -n $_archspec_dotnet_before ]]; then "$_archspec_dotnet_before" "$@"; fi
  if [[ $COMP_CWORD -eq 1 ]]; then _archspec_offer "${COMP_WORDS[1]}" words archspec; fi
}

# What completes dotnet now. bash-completion loads that when it is asked for the first time, so it is asked.
_archspec_take_dotnet() {
  if ! complete -p dotnet >/dev/null 2>&1; then
    if declare -F _comp_load >/dev/null; then
      _comp_load dotnet 2>/dev/null
    elif declare -F __load_completion >/dev/null; then
      __load_completion dotnet 2>/dev/null
    fi
  fi
  local before
  before=$(complete -p dotnet 2>/dev/null)
  case $before in
    *'-F _archspec_dotnet '*) return ;; # sourced a second time
    *'-F '*) before=${before#*-F } _archspec_dotnet_before=${before%% *} ;;
    *) _archspec_dotnet_before= ;;
  esac
  complete -o bashdefault -o default -F _archspec_dotnet dotnet
}

_archspec_take_dotnet
complete -F _archspec dotnet-archspec archspec
