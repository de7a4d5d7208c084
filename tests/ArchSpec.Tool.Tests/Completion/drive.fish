# Prints what fish offers at the end of a line. $argv[1]: the script; $argv[2]: the line.
source $argv[1]
complete -C $argv[2] | string replace -r '\t.*' ''
