using System.Text;

namespace ArchSpec.Tool.Completion;

/// <summary>The tables for PowerShell: a hash table of hash tables.</summary>
internal sealed class PowerShellTables : CompletionScript
{
    /// <inheritdoc/>
    protected override void WriteTables(StringBuilder text, CompletionTable table)
    {
        text.Append("$global:__ArchSpec = @{\n");
        WriteTable(text, "Commands", table.Commands.Select(command => (
            command.Path, List(command.Commands.Select(inner => Line(inner.Name, inner.Description))))));
        WriteTable(text, "Options", table.Commands.Select(command => (
            command.Path, List(command.Options.SelectMany(option => option.Names.Select(name => Line(name, option.Description)))))));
        WriteTable(text, "Values", table.Values.SelectMany(row => row.Options.Select(option => ($"{row.Path ?? "*"} {option}", Quoted(row.Value)))));
        WriteTable(text, "Arguments", table.Commands.Select(command => (
            command.Path, List(command.Arguments.Select(argument => Quoted(table.Spell(argument.Value)))))));
        var lists = table.Commands.Where(command => command.Arguments is [.., { IsList: true }]).Select(command => Quoted(command.Path));
        text.Append($"    Lists = {List(lists)}\n}}\n");
    }

    private static void WriteTable(StringBuilder text, string name, IEnumerable<(string Key, string Value)> rows)
    {
        text.Append($"    {name} = @{{\n");
        foreach (var (key, value) in rows.Where(row => row.Value != "@()"))
        {
            text.Append($"        {Quoted(key)} = {value}\n");
        }

        text.Append("    }\n");
    }

    private static string List(IEnumerable<string> items) => $"@({string.Join(", ", items)})";

    private static string Line(string name, string description) => Quoted($"{name}\t{Short(description)}");

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
