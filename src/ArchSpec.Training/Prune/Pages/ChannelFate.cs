namespace ArchSpec.Training.Prune.Pages;

/// <summary>What becomes of channels, as the page colours and names it.</summary>
/// <param name="Style">The class in the style sheet.</param>
/// <param name="Name">In the legend.</param>
/// <param name="Meaning">Behind the name, in the sentence above the bars; null for what needs none.</param>
internal sealed record ChannelFate(string Style, string Name, string? Meaning)
{
    /// <summary>It stays.</summary>
    public static ChannelFate Kept { get; } = new("kept", "kept", null);

    /// <summary>It stays though it looked dead.</summary>
    public static ChannelFate Refused { get; } = new("refused", "refused", "looked dead somewhere and stay");

    /// <summary>It cannot fire.</summary>
    public static ChannelFate Certified { get; } = new("certified", "certified", "cannot fire on any image, by their weights and the range of the images");

    /// <summary>It goes with a part of the network, which is no word about the channel itself.</summary>
    public static ChannelFate Part { get; } = new("part", "gone with its part", "belong to a branch, body or stage that goes as a whole");

    /// <summary>In the order of a bar.</summary>
    public static IReadOnlyList<ChannelFate> All { get; } = [Kept, Refused, .. CauseWords.All.Reverse().Select(Of), Certified, Part];

    /// <summary>It goes for a cause.</summary>
    public static ChannelFate Of(PruneCause cause) => new(StyleOf(cause), CauseWords.Of(cause), cause switch
    {
        PruneCause.NeverFired => "did not fire here",
        PruneCause.Constant => "were one and the same number here, which biases have taken in",
        PruneCause.RarelyFires => "hardly ever fired here",
        _ => "fire and are of use, but carry least for what they cost",
    });

    /// <summary>A cause's class in the style sheet.</summary>
    public static string StyleOf(PruneCause cause) => cause switch
    {
        PruneCause.NeverFired => "dead",
        PruneCause.Constant => "constant",
        PruneCause.RarelyFires => "rare",
        _ => "budget",
    };

    /// <summary>How many channels of a layer have each fate, in the order of <see cref="All"/>; only those that any has.</summary>
    public static IReadOnlyList<(ChannelFate Fate, int Count)> In(LayerReport layer)
    {
        var gone = Math.Max(layer.Before - layer.After, layer.Removed.Count);
        var kept = Math.Max(0, layer.Before - gone - layer.Refused.Count);
        return [.. All.Select(fate => (fate, count: fate == Kept ? kept : fate == Refused ? layer.Refused.Count : fate == Part ? gone - layer.Removed.Count : layer.Removed.Count(channel => Of(channel) == fate))).Where(pair => pair.count > 0)];
    }

    /// <summary>What becomes of a channel that goes.</summary>
    public static ChannelFate Of(ChannelReport channel) => channel.Certified ? Certified : channel.Cause is { } cause ? Of(cause) : Part;
}
