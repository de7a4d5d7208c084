using System.Text;
using ArchSpec.Tool.Completion;

namespace ArchSpec.Tool.Tests.Help;

/// <summary>The part of docs/cli.md that lists the commands, written from their attributes.</summary>
internal static class CliReference
{
    private const int Several = 4;

    /// <summary>The Markdown.</summary>
    public static string Write(CommandModel tool)
    {
        var commands = tool.WithAllInside().Where(command => command.Path.Length > 0).ToList();
        var shared = Shared(commands);
        var text = new StringBuilder();
        foreach (var command in commands)
        {
            Write(text, command, shared);
        }

        text.Append("### Options of several commands\n\n");
        WriteTable(text, [.. shared.Values]);
        return text.ToString().TrimEnd('\n') + "\n";
    }

    // Said once, where they say the same in several commands.
    private static Dictionary<string, OptionModel> Shared(IEnumerable<CommandModel> commands) => commands.SelectMany(command => command.Options)
        .Where(option => option.Names[0] != "--help").GroupBy(option => option.Names[0] + option.Description)
        .Where(same => same.Count() >= Several).ToDictionary(same => same.Key, same => same.First());

    private static void Write(StringBuilder text, CommandModel command, Dictionary<string, OptionModel> shared)
    {
        text.Append($"### {command.Path}\n\n{Plain(command.Description)}\n\n```sh\n{Usage(command)}\n```\n\n");
        foreach (var argument in command.Arguments)
        {
            text.Append($"- `{argument.Name}`: {Plain(argument.Description)}\n");
        }

        text.Append(command.Arguments.Count > 0 ? "\n" : "");
        var options = command.Options.Where(option => option.Names[0] != "--help").ToLookup(option => shared.ContainsKey(option.Names[0] + option.Description));
        WriteTable(text, [.. options[false]]);
        if (options[true].Any())
        {
            text.Append($"[Also](#options-of-several-commands): {string.Join(", ", options[true].Select(option => $"`{option.Names[0]}`"))}.\n\n");
        }
    }

    private static string Usage(CommandModel command) => string.Join(' ', new[] { RootCommand.Name, command.Path }
        .Concat(command.Commands.Count > 0 && command.Arguments.Count == 0 && command.Options.Count == 1 ? ["COMMAND"] : command.Commands.Count > 0 ? ["[COMMAND]"] : [])
        .Concat(command.Arguments.Select(argument => argument.Name.TrimEnd('…') + (argument.IsList ? "…" : "")))
        .Concat(command.Options.Where(option => option.IsRequired).Select(option => $"{option.Names[0]} {option.ValueName}")));

    private static void WriteTable(StringBuilder text, List<OptionModel> options)
    {
        if (options.Count > 0)
        {
            text.Append("| option | |\n|---|---|\n");
            foreach (var option in options)
            {
                text.Append($"| `{string.Join("`, `", option.Names)}{(option.ValueName is null ? "" : " " + option.ValueName)}` | {Plain(option.Description)} |\n");
            }

            text.Append('\n');
        }
    }

    private static string Plain(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
