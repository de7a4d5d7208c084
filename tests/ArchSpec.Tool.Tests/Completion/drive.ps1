# Prints what PowerShell offers at the end of a line.
param($Script, $Line)
. $Script
(TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches | ForEach-Object CompletionText
