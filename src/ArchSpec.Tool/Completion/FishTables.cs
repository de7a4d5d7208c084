using System.Text;

namespace ArchSpec.Tool.Completion;

/// <summary>The tables for fish: functions that print lines, and fail where there is none.</summary>
internal sealed class FishTables : CompletionScript
{
    /// <inheritdoc/>
    protected override void WriteTables(StringBuilder text, CompletionTable table)
    {
        WriteFunction(text, "commands", "\"$argv[1]\"", table.Commands.Where(command => command.Commands.Count > 0).Select(command => (
            Quoted(command.Path), Lines(command.Commands.Select(inner => (inner.Name, inner.Description))))));
        WriteFunction(text, "options", "\"$argv[1]\"", table.Commands.Select(command => (
            Quoted(command.Path), Lines(command.Options.SelectMany(option => option.Names.Select(name => (name, option.Description)))))));
        WriteFunction(text, "value", "\"$argv[1] $argv[2]\"", table.Values.Select(row => (
            string.Join(' ', row.Options.Select(option => Quoted(row.Path is null ? $"* {option}" : $"{row.Path} {option}"))),
            row.Value.Length == 0 ? "" : Quoted(row.Value))));
        WriteFunction(text, "argument", "\"$argv[1] $argv[2]\"", table.Commands.SelectMany(command => command.Arguments.Select((argument, k) => (
            Quoted(argument.IsList ? $"{command.Path} *" : $"{command.Path} {k}"), Quoted(table.Spell(argument.Value))))));
    }

    private static void WriteFunction(StringBuilder text, string name, string key, IEnumerable<(string Pattern, string Lines)> rows)
    {
        text.Append($"function __archspec_{name}\n    switch {key}\n");
        foreach (var (pattern, lines) in rows)
        {
            text.Append($"        case {pattern}\n            {(lines.Length > 0 ? $"printf '%s\\n' {lines}" : "return 1")}\n");
        }

        text.Append("        case '*'\n            return 1\n    end\nend\n");
    }

    // A tab parts a word from what it is.
    private static string Lines(IEnumerable<(string Name, string Description)> rows) =>
        string.Join(' ', rows.Select(row => Quoted($"{row.Name}\t{Short(row.Description)}")));

    private static string Quoted(string text) =>
        $"'{text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal)}'";
}
