using System.Text;

namespace ArchSpec.Tool.Completion;

/// <summary>The tables for bash and zsh: functions that set <c>found</c>, a text in bash and a list in zsh.</summary>
internal sealed class PosixTables(bool withDescriptions) : CompletionScript
{
    /// <inheritdoc/>
    protected override void WriteTables(StringBuilder text, CompletionTable table)
    {
        WriteFunction(text, "commands", "$1", table.Commands.Where(command => command.Commands.Count > 0).Select(command => (
            Quoted(command.Path), Found(command.Commands.Select(inner => (inner.Name, inner.Description))))));
        WriteFunction(text, "options", "$1", table.Commands.Select(command => (
            Quoted(command.Path), Found(command.Options.SelectMany(option => option.Names.Select(name => (name, option.Description)))))));
        WriteFunction(text, "value", "$1 $2", table.Values.Select(row => (
            string.Join('|', row.Options.Select(option => row.Path is null ? $"*{Quoted(" " + option)}" : Quoted($"{row.Path} {option}"))), Spelled(row.Value))));
        WriteFunction(text, "argument", "$1 $2", table.Commands.SelectMany(command => command.Arguments.Select((argument, k) => (
            argument.IsList ? $"{Quoted(command.Path + " ")}*" : Quoted($"{command.Path} {k}"), Spelled(table.Spell(argument.Value))))));
    }

    private void WriteFunction(StringBuilder text, string name, string key, IEnumerable<(string Pattern, string Value)> rows)
    {
        var empty = withDescriptions ? "()" : "";
        text.Append($"_archspec_{name}() {{\n  found={empty}\n  case \"{key}\" in\n");
        foreach (var (pattern, value) in rows)
        {
            text.Append($"    {pattern}) found={value} ;;\n");
        }

        text.Append("  esac\n}\n");
    }

    private string Found(IEnumerable<(string Name, string Description)> rows) => withDescriptions
        ? $"({string.Join(' ', rows.Select(row => Quoted($"{row.Name.Replace(":", @"\:", StringComparison.Ordinal)}:{Short(row.Description)}")))})"
        : Quoted(string.Join(' ', rows.Select(row => row.Name)));

    private string Spelled(string value) => !withDescriptions ? Quoted(value) : value.Length == 0 ? "()" : $"({value})";

    private static string Quoted(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
