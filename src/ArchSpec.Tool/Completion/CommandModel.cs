using System.ComponentModel.DataAnnotations;
using System.Reflection;
using McMaster.Extensions.CommandLineUtils;
using McMaster.Extensions.CommandLineUtils.Abstractions;

namespace ArchSpec.Tool.Completion;

/// <summary>What a shell offers for one value.</summary>
/// <param name="Kind">The kind of value.</param>
/// <param name="Words">The words, for <see cref="CompletionKind.Words"/>.</param>
internal sealed record CompletedValue(CompletionKind Kind, IReadOnlyList<string> Words);

/// <summary>An option, as a person types it.</summary>
/// <param name="Names">Such as <c>--output</c> and <c>-o</c>, the long one first.</param>
/// <param name="ValueName">Such as <c>FILE</c>; null for a switch.</param>
/// <param name="Description">A sentence.</param>
/// <param name="Value">What its next word is; null where that is no value of it.</param>
/// <param name="IsRequired">Whether the command fails without it.</param>
internal sealed record OptionModel(
    IReadOnlyList<string> Names, string? ValueName, string Description, CompletedValue? Value, bool IsRequired);

/// <summary>An argument.</summary>
/// <param name="Name">Such as <c>FILE</c>.</param>
/// <param name="Description">A sentence.</param>
/// <param name="Value">What may stand there.</param>
/// <param name="IsList">Whether all that follows belongs to it.</param>
internal sealed record ArgumentModel(string Name, string Description, CompletedValue Value, bool IsList);

/// <summary>A command with everything that may follow it, read from the attributes that the parser reads.</summary>
/// <param name="Path">The words that call it, such as <c>runs show</c>; empty for the tool itself.</param>
/// <param name="Description">A sentence.</param>
/// <param name="Help">The text behind the options of its help; empty where there is none.</param>
/// <param name="Commands">The commands inside of it.</param>
/// <param name="Options">Its options.</param>
/// <param name="Arguments">Its arguments, in their order.</param>
internal sealed record CommandModel(
    string Path,
    string Description,
    string Help,
    IReadOnlyList<CommandModel> Commands,
    IReadOnlyList<OptionModel> Options,
    IReadOnlyList<ArgumentModel> Arguments)
{
    /// <summary>The last word of the path.</summary>
    public string Name => Path[(Path.LastIndexOf(' ') + 1)..];

    /// <summary>Every command of the tool, and the tool itself.</summary>
    public static CommandModel OfTool(IConsole console)
    {
        using var app = RootCommand.Build([], console);
        return Of(app, "");
    }

    /// <summary>This command and all inside of it.</summary>
    public IEnumerable<CommandModel> WithAllInside() => Commands.SelectMany(command => command.WithAllInside()).Prepend(this);

    private static CommandModel Of(CommandLineApplication app, string path)
    {
        var properties = (app as IModelAccessor)?.GetModelType().GetProperties() ?? [];
        return new CommandModel(
            path,
            app.Description ?? "",
            app.ExtendedHelpText ?? "",
            [.. app.Commands.Select(command => Of(command, $"{path} {command.Name}".Trim()))],
            [.. app.GetOptions().Where(option => option.ShowInHelpText).Select(option => Of(option, properties))],
            [.. app.Arguments.Select(argument => Of(argument, properties))]);
    }

    private static OptionModel Of(CommandOption option, PropertyInfo[] properties)
    {
        var property = properties.FirstOrDefault(property => property.GetCustomAttribute<OptionAttribute>() is { Template: { } template }
            && new CommandOption(template, option.OptionType).LongName == option.LongName);
        var (hasValue, takesNext) = (option.OptionType != CommandOptionType.NoValue, option.OptionType is CommandOptionType.SingleValue or CommandOptionType.MultipleValue);
        string?[] names = [Dashed("--", option.LongName), Dashed("-", option.ShortName), Dashed("-", option.SymbolName)];
        return new OptionModel(
            [.. names.OfType<string>()],
            hasValue ? option.ValueName ?? "FILE" : null,
            option.Description ?? "",
            takesNext ? ValueOf(property, option.ValueName) : null,
            property?.IsDefined(typeof(RequiredAttribute)) ?? false);
    }

    private static ArgumentModel Of(CommandArgument argument, PropertyInfo[] properties)
    {
        var property = properties.FirstOrDefault(property => property.GetCustomAttribute<ArgumentAttribute>()?.Name == argument.Name);
        return new ArgumentModel(argument.Name ?? "", argument.Description ?? "", ValueOf(property, argument.Name), argument.MultipleValues);
    }

    private static string? Dashed(string dash, string? name) => string.IsNullOrEmpty(name) ? null : dash + name;

    private static CompletedValue ValueOf(PropertyInfo? property, string? valueName) =>
        property?.GetCustomAttribute<CompletedAttribute>() is { } completed ? new CompletedValue(completed.Kind, completed.Words)
        : AllowedValues(property) is { } allowed ? new CompletedValue(CompletionKind.Words, allowed)
        : new CompletedValue(KindOf(valueName), []);

    private static CompletionKind KindOf(string? valueName) => valueName?.TrimEnd('…') switch
    {
        "FILE" => CompletionKind.File,
        "DIR" => CompletionKind.Folder,
        _ => CompletionKind.Nothing,
    };

    // The parser's attribute keeps its words to itself, so they are taken from where it is written. One with a space is another
    // spelling of one without.
    private static List<string>? AllowedValues(PropertyInfo? property) => property?.GetCustomAttributesData()
        .FirstOrDefault(data => data.AttributeType == typeof(McMaster.Extensions.CommandLineUtils.AllowedValuesAttribute))
        ?.ConstructorArguments.Select(argument => argument.Value).OfType<IEnumerable<CustomAttributeTypedArgument>>()
        .SelectMany(words => words).Select(word => (string)word.Value!).Where(word => !word.Contains(' ', StringComparison.Ordinal))
        .ToList();
}
