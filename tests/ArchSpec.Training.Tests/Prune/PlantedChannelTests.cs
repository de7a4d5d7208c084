using ArchSpec.Training.Prune;

namespace ArchSpec.Training.Tests.Prune;

/// <summary>
/// Checks 1, 2 and 6 of the design: dead channels that were planted are found, all and no others, in every kind of graph; without them the
/// network computes the same, to the bit where all numbers are whole; and a second run finds nothing more.
/// </summary>
public sealed class PlantedChannelTests
{
    public static TheoryData<PlantedCase> Cases => [.. PlantedCase.All];

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Exactly_the_dead_channels_go(PlantedCase planted)
    {
        ArgumentNullException.ThrowIfNull(planted);
        using var model = new PruneModel(planted.Spec).Kill(planted.Killed);
        using var pruned = model.Prune();

        Assert.Equal(planted.Removed ?? planted.Killed, pruned.Removed);
        pruned.AssertComputesTheSame(exact: !planted.Spec.Contains("sigmoid", StringComparison.Ordinal) && planted.Name != "softmax in between");
        Assert.Equal(pruned.Plan.Layers.Select(layer => layer.After), NewCounts(pruned));
    }

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void A_second_run_finds_nothing(PlantedCase planted)
    {
        ArgumentNullException.ThrowIfNull(planted);
        using var model = new PruneModel(planted.Spec).Kill(planted.Killed);
        using var pruned = model.Prune();

        // Of one group that is left, each channel may go by itself.
        var last = pruned.Plan.Map.Counts.Any(count => count.Argument.Name == "groups" && count.Identities.Count(identity => !pruned.Plan.RemovedClasses.Contains(pruned.Plan.Map.ClassOf(identity))) == 1);
        Assert.True(last || model.PlanOf(pruned.Network).RemovedClasses.Count == 0);
    }

    [Fact]
    public void Where_no_channel_is_dead_nothing_goes()
    {
        foreach (var planted in PlantedCase.All)
        {
            using var model = new PruneModel(planted.Spec);
            using var pruned = model.Prune();
            Assert.Equal($"{planted}: ", $"{planted}: {pruned.Removed}");
            Assert.Equal(model.Document.Text, pruned.Text);
        }
    }

    [Fact]
    public void Numbers_are_found_behind_characters_of_any_size()
    {
        const string text = "# 🌾 rice\r\narchspec: 1\r\nname: \"🌾\"\r\ninput: [8, 4, 3]\r\nlayers:\r\n  - Conv2D: { filters: 4, kernel_size: 3, activation: relu, name: a } # 🌾\r\n  - Flatten\r\n  - Dense: [3, softmax]";
        using var model = new PruneModel(text).Kill("a: 1");
        using var pruned = model.Prune();

        Assert.Equal(text.Replace("filters: 4", "filters: 3", StringComparison.Ordinal).Replace("} # 🌾", "} # 🌾; was 4: 1 never fired on 23 images (1 certified)", StringComparison.Ordinal), pruned.Text);
    }

    [Fact]
    public void The_numbers_of_a_blocks_use_have_one_comment_with_what_stood_there()
    {
        const string text = """
            archspec: 1
            input: [8, 4, 3]
            blocks:
              Pair:
                parameters: [first, second]
                layers:
                  - Conv2D: { filters: "${first}", kernel_size: 1, activation: relu, name: a }
                  - Conv2D: { filters: "${second}", kernel_size: 1, activation: relu, name: b }
            layers:
              - Pair: [4, 5]
              - Flatten
              - Dense: [3, softmax]
            """;
        using var model = new PruneModel(text).Kill("pair/a: 1; pair/b: 0 2");
        using var pruned = model.Prune();

        Assert.Equal(text.Replace("[4, 5]", "[3, 3]  # was 4, 5: 3 never fired on 23 images (3 certified)", StringComparison.Ordinal), pruned.Text);
    }

    private static IEnumerable<int> NewCounts(PrunedModel pruned) => ChannelMap.Of(pruned.Network.Graph).Sources.Select(source => source.Identities.Length);
}
