namespace ArchSpec.Tool.Completion;

/// <summary>The model of all commands as a script looks things up: by the path of a command, and by path and option.</summary>
internal sealed class CompletionTable
{
    private readonly IReadOnlyList<string> _layers;

    /// <param name="tool">All commands.</param>
    /// <param name="layers">The types of layers.</param>
    public CompletionTable(CommandModel tool, IReadOnlyList<string> layers)
    {
        _layers = layers;
        Commands = [.. tool.WithAllInside()];
        Values = [.. ValuesOf(Commands)];
    }

    /// <summary>Every command.</summary>
    public IReadOnlyList<CommandModel> Commands { get; }

    /// <summary>
    /// What options take. The first row whose path and option fit decides; a path of null fits all. An option that is in no row
    /// takes no value.
    /// </summary>
    public IReadOnlyList<(string? Path, IReadOnlyList<string> Options, string Value)> Values { get; }

    /// <summary>What a value is, in the words that the scripts know: <c>words a b</c>, <c>files yaml yml</c>, <c>folders</c>, <c>none</c>.</summary>
    public string Spell(CompletedValue value) => value.Kind switch
    {
        CompletionKind.Words => $"words {string.Join(' ', value.Words)}",
        CompletionKind.Layer => $"words {string.Join(' ', _layers)}",
        CompletionKind.File => "files",
        CompletionKind.Spec => "files yaml yml",
        CompletionKind.Weights => "files safetensors h5 keras pth pt",
        CompletionKind.Folder => "folders",
        _ => "none",
    };

    // An option means the same in most commands: that is one row for all of them, behind a row for each command in which it means
    // something else.
    private IEnumerable<(string?, IReadOnlyList<string>, string)> ValuesOf(IEnumerable<CommandModel> commands)
    {
        var uses = commands.SelectMany(command => command.Options.SelectMany(option => option.Names.Select(name => (
            command.Path, Name: name, Value: option.Value is null ? "" : Spell(option.Value))))).ToList();
        var usual = uses.GroupBy(use => use.Name).ToDictionary(
            group => group.Key, group => group.CountBy(use => use.Value).MaxBy(count => count.Value).Key);
        var special = uses.Where(use => use.Value != usual[use.Name]).Select(use => ((string?)use.Path, (IReadOnlyList<string>)[use.Name], use.Value));
        var common = usual.Where(pair => pair.Value.Length > 0).GroupBy(pair => pair.Value, pair => pair.Key)
            .Select(group => ((string?)null, (IReadOnlyList<string>)[.. group], group.Key));
        return special.Concat(common);
    }
}
