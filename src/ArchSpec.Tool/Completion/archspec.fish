# Completion of ArchSpec's commands for fish, made by `dotnet archspec completion fish`.
# Put it into ~/.config/fish/conf.d/archspec.fish.

# Each function prints lines for a command, which is named by its words: "runs show". Behind a tab stands what it is.
#TABLES#

# Offers what a value may be: words A B, files EXTENSION..., folders. $argv[1] is the word at the cursor without $argv[2], which is
# what stands before the value in the same word.
function __archspec_offer
    set -l cur $argv[1]
    set -l before $argv[2]
    switch "$argv[3]"
        case words
            printf '%s\n' $before$argv[4..-1]
        case folders
            printf '%s\n' $before(__fish_complete_directories "$cur" '')
        case files
            if test (count $argv) -eq 3
                printf '%s\n' $before(__fish_complete_path "$cur" '')
            else
                printf '%s\n' $before(__fish_complete_directories "$cur" '')
                for extension in $argv[4..-1]
                    printf '%s\n' $before(complete -C "'' $cur" | string match -r "^.*\.$extension\$")
                end
            end
    end
end

# Prints what may stand at the cursor; the tool's own words begin at $argv[1].
function __archspec_complete
    set -l from $argv[1]
    set -l words (commandline -opc)
    set -l cur (commandline -ct)
    set -l path ''
    set -l option ''
    set -l count 0
    for word in $words[$from..-1]
        if test -n "$option"
            set option ''
        else if string match -q -- '-*=*' $word
            continue
        else if string match -q -- '-?*' $word
            set -l value (__archspec_value "$path" $word)
            and set option $word
        else if test $count -eq 0; and contains -- $word (__archspec_commands "$path" | string replace -r '\t.*' '')
            set path (string trim "$path $word")
        else
            set count (math $count + 1)
        end
    end
    if test -n "$option"
        __archspec_offer "$cur" '' (string split ' ' -- (__archspec_value "$path" $option))
    else if string match -q -- '--*=*' $cur
        set -l parts (string split -m 1 = -- $cur)
        set -l value (__archspec_value "$path" $parts[1])
        __archspec_offer "$parts[2]" "$parts[1]=" (string split ' ' -- (test -n "$value"; and echo $value; or echo files))
    else if string match -q -- '-*' $cur
        __archspec_options "$path"
    else
        test $count -eq 0; and __archspec_commands "$path"
        set -l value (__archspec_argument "$path" $count)
        and __archspec_offer "$cur" '' (string split ' ' -- $value)
    end
end

function __archspec_is_dotnet
    set -l words (commandline -opc)
    test (count $words) -ge 2; and test "$words[2]" = archspec
end

complete -c dotnet-archspec -f -a '(__archspec_complete 2)'
complete -c archspec -f -a '(__archspec_complete 2)'
# Beside what completes dotnet already.
complete -c dotnet -n __archspec_is_dotnet -f -a '(__archspec_complete 3)'
complete -c dotnet -n 'test (count (commandline -opc)) -eq 1' -a archspec -d 'Networks declared in YAML'
