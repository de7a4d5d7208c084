# Completion of ArchSpec's commands for PowerShell, made by `dotnet archspec completion powershell`.
# Put it into a file that $PROFILE runs: . ~/archspec.ps1

# For each command, which is named by its words ("runs show"), what may follow; behind a tab stands what it is.
#TABLES#

# What a value may be: words A B, files EXTENSION..., folders.
function global:__ArchSpecOffer([string] $spelled, [string] $cur, [string] $before) {
    $kind, $rest = $spelled -split ' '
    $found = switch ($kind) {
        'words' { $rest }
        'folders' { __ArchSpecFiles $cur { $_.PSIsContainer } }
        'files' { __ArchSpecFiles $cur { $_.PSIsContainer -or -not $rest -or $_.Extension.TrimStart('.') -in $rest } }
    }
    $found | Where-Object { $_ -and $_ -like "$([WildcardPattern]::Escape($cur))*" } | ForEach-Object {
        $text = if ($_ -match '[\s'']') { "'$($before + $_ -replace '''', '''''')'" } else { $before + $_ }
        [System.Management.Automation.CompletionResult]::new($text, $_, 'ParameterValue', $_)
    }
}

# Names of files and folders as the person began to write them.
function global:__ArchSpecFiles([string] $cur, [scriptblock] $fits) {
    $folder = if ($cur -match '^(.*[\\/])') { $Matches[1] } else { '' }
    $in = if ($folder) { $folder } else { '.' }
    Get-ChildItem -LiteralPath $in -ErrorAction Ignore | Where-Object $fits |
        ForEach-Object { $folder + $_.Name + $(if ($_.PSIsContainer) { [IO.Path]::DirectorySeparatorChar }) }
}

# What an option takes, or nothing.
function global:__ArchSpecValue([string] $path, [string] $option) {
    $own = $global:__ArchSpec.Values["$path $option"]
    if ($null -ne $own) { $own } else { $global:__ArchSpec.Values["* $option"] }
}

# Lines of a table as results.
function global:__ArchSpecLines([string[]] $lines, [string] $cur) {
    $lines | Where-Object { $_ -and $_ -like "$cur*" } | ForEach-Object {
        $word, $about = $_ -split "`t"
        [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterName', $about)
    }
}

function global:__ArchSpecComplete([string[]] $words, [string] $cur) {
    $path = ''; $option = ''; $count = 0
    foreach ($word in $words) {
        if ($option) { $option = '' }
        elseif ($word -like '-*=*') { continue }
        elseif ($word -like '-?*') { if (__ArchSpecValue $path $word) { $option = $word } }
        elseif ($count -eq 0 -and (@($global:__ArchSpec.Commands[$path]) -replace "`t.*") -ccontains $word) { $path = "$path $word".Trim() }
        else { $count++ }
    }
    if ($option) { __ArchSpecOffer (__ArchSpecValue $path $option) $cur '' }
    elseif ($cur -match '^(--[^=]+=)(.*)$') {
        $before, $begun = $Matches[1], $Matches[2]
        $value = __ArchSpecValue $path $before.TrimEnd('=')
        __ArchSpecOffer $(if ($value) { $value } else { 'files' }) $begun $before
    }
    elseif ($cur -like '-*') { __ArchSpecLines $global:__ArchSpec.Options[$path] $cur }
    else {
        if ($count -eq 0) { __ArchSpecLines $global:__ArchSpec.Commands[$path] $cur }
        $arguments = @($global:__ArchSpec.Arguments[$path])
        $at = if ($count -lt $arguments.Count) { $count } elseif ($global:__ArchSpec.Lists -contains $path) { $arguments.Count - 1 } else { -1 }
        if ($at -ge 0 -and $arguments[$at]) { __ArchSpecOffer $arguments[$at] $cur '' }
    }
}

Register-ArgumentCompleter -Native -CommandName dotnet-archspec, archspec, dotnet -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $before = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object { if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.Extent.Text } })
    if ([IO.Path]::GetFileNameWithoutExtension($before[0]) -ne 'dotnet') {
        __ArchSpecComplete @($before | Select-Object -Skip 1) $wordToComplete
    }
    elseif ($before.Count -ge 2 -and $before[1] -eq 'archspec') {
        __ArchSpecComplete @($before | Select-Object -Skip 2) $wordToComplete
    }
    else {
        # PowerShell has one completer for a program: this is what the SDK's own does.
        if ($before.Count -eq 1 -and 'archspec' -like "$wordToComplete*") { 'archspec' }
        dotnet complete --position $cursorPosition "$commandAst" 2>$null |
            ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
    }
}
