using ArchSpec.Training.Compile;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Compile;

/// <summary>What stays in memory while a network runs. The counts are of this thread, so tests beside it do not disturb them.</summary>
public sealed class MemoryTests
{
    private static long Live => DisposeScopeManager.Statistics.ThreadTotalLiveCount;

    [Fact]
    public void Without_gradients_no_feature_map_outlives_its_last_use()
    {
        var chain = string.Concat(Enumerable.Repeat("  - Conv2D: { filters: 3, kernel_size: 2, strides: 1, padding: same, activation: relu }\n  - Dropout: 0.5\n", 10));
        using var network = TestNetwork.Compile($"archspec: 1\ninput: [6, 6, 3]\nlayers:\n{chain}");
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var counts = new List<long>();

        network.Run([rand(2, 3, 6, 6)], observer: (_, _) => counts.Add(Live));

        Assert.Equal(20, counts.Count);
        Assert.InRange(counts[^1] - counts[1], 0, 1);
    }

    [Fact]
    public void A_branch_keeps_its_input_until_its_last_use_and_outputs_stay()
    {
        using var network = TestNetwork.Compile("""
            archspec: 1
            input: [4, 4, 2]
            layers:
              - Conv2D: { filters: 2, kernel_size: 1 }
                name: early
              - Activation: relu
              - Conv2D: { filters: 2, kernel_size: 1 }
                name: late
              - Add: {}
                inputs: [early, late]
                name: sum
            outputs: [early, sum]
            """);
        using var scope = NewDisposeScope();
        var x = rand(1, 2, 4, 4);
        var kept = network.Run([x]);

        using var quiet = no_grad();
        var freed = network.Run([x]);

        Assert.All(kept.Zip(freed), pair => Assert.True(pair.First.allclose(pair.Second)));
    }

    [Fact]
    public void The_input_is_the_callers_and_stays()
    {
        using var network = TestNetwork.Compile("archspec: 1\ninput: [4]\nlayers:\n  - Dropout: 0.5\n  - Activation: linear\n");
        using var quiet = no_grad();
        using var x = ones(1, 4);

        using var output = network.call(x);

        Assert.Equal(4, x.sum().item<float>());
        Assert.Equal(4, output.sum().item<float>());
    }

    [Fact]
    public void A_call_outside_of_any_scope_leaves_its_output_alone()
    {
        using var network = TestNetwork.Compile(TestNetwork.Tiny);
        using var quiet = no_grad();
        using var x = rand(2, 3, 6, 6);
        network.call(x).Dispose();
        var before = Live;

        network.call(x).Dispose();

        Assert.Equal(before, Live);
    }
}
