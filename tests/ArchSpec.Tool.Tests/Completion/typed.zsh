# The zsh that drive.zsh types at: a tab prints what it offers, each on a line. $1: the script.
PROMPT=
autoload -Uz compinit && compinit -u -D
source $1
compadd() {
  if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then builtin compadd "$@"; return; fi
  local -a hits
  builtin compadd -A hits "$@"
  local hit
  for hit in $hits; do print -r -- "> $IPREFIX$hit"; done
  builtin compadd "$@"
}
show-all() { print BEGIN; _main_complete; print DONE; }
zle -C show-all complete-word show-all
bindkey '^I' show-all
print RE""ADY
