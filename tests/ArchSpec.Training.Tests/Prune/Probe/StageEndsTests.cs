using ArchSpec.Graph;
using ArchSpec.Plugins;
using ArchSpec.Spec;
using ArchSpec.Testing;
using ArchSpec.Training.Prune.Probe;

namespace ArchSpec.Training.Tests.Prune.Probe;

/// <summary>Where the reference models could be cut.</summary>
public sealed class StageEndsTests
{
    [Theory]
    [InlineData("vgg16", "block1_pool block2_pool block3_pool block4_pool block5_pool", "global_average_pooling2d")]
    [InlineData("vgg16-truncated", "block1_pool block2_pool block3_pool", "global_average_pooling2d")]
    [InlineData("resnet50-36", "pool1_pool conv2_block3_out conv3_block4_out conv4_block6_out conv5_block3_out", "global_average_pooling2d")]
    [InlineData("resnet50-36-attention", "pool1_pool conv2_block3_out conv3_block4_out conv4_block6_out multiply", "global_average_pooling2d_1")]
    [InlineData("mobilenet", "conv_pw_1_relu conv_pw_3_relu conv_pw_5_relu conv_pw_11_relu conv_pw_13_relu", "global_average_pooling2d")]
    [InlineData("googlenet", "max_pooling2d max_pooling2d_1 max_pooling2d_4 max_pooling2d_10 inception_module_8", "global_average_pooling2d")]
    public void Those_of_the_reference_models(string model, string ends, string head)
    {
        var stages = StageEnds.Of(NetworkBuilder.Build(new SpecLoader(BuiltInLayers.Registry).Load(RepositoryRoot.In("architectures", $"{model}.yaml")), BuiltInLayers.Registry));

        Assert.Equal(ends, string.Join(' ', stages.Ends.Select(end => end.Node.Layer.Name)));
        Assert.Equal(head, stages.Head!.Node.Layer.Name);
        Assert.Null(stages.Obstacle);
    }

    [Theory]
    [InlineData("a layer that something else takes too is no single tensor", """
        - Conv2D: { filters: 4, kernel_size: 1, name: a }
        - MaxPooling2D: { pool_size: 2, name: pool }
        - Conv2D: { filters: 4, kernel_size: 3, padding: same, name: b }
        - Add: { inputs: [pool, b], name: sum }
        - MaxPooling2D: { pool_size: 2, name: other, inputs: a }
        - Concatenate: { inputs: [sum, other], name: both }
        """ + PruneModel.Head, "a both")]
    [InlineData("a convolution that goes in steps", """
        - Conv2D: { filters: 4, kernel_size: 3, padding: same, name: a }
        - Conv2D: { filters: 4, kernel_size: 3, padding: same, strides: 2, name: b }
        - ReLU: { name: c }
        - Conv2D: { filters: 4, kernel_size: 1, strides: 2, name: d }
        - ReLU: { name: e }
        """ + PruneModel.Head, "a c e")]
    [InlineData("pooling that makes nothing smaller", """
        - Conv2D: { filters: 4, kernel_size: 3, padding: same, name: a }
        - MaxPooling2D: { pool_size: 3, strides: 1, padding: same, name: same }
        - Conv2D: { filters: 4, kernel_size: 3, padding: same, name: b }
        """ + PruneModel.Head, "b")]
    [InlineData("a layer that leads nowhere does not matter", """
        - Conv2D: { filters: 4, kernel_size: 3, padding: same, name: a }
        - MaxPooling2D: { pool_size: 2, name: pool }
        - Conv2D: { filters: 4, kernel_size: 1, name: nowhere }
        - Conv2D: { filters: 4, kernel_size: 1, name: b, inputs: pool }
        """ + PruneModel.Head, "pool b")]
    [InlineData("nothing without weights", """
        - Rescaling: 2
        - MaxPooling2D: { pool_size: 2, name: first }
        - Conv2D: { filters: 4, kernel_size: 1, name: a }
        """ + PruneModel.Head, "a")]
    public void Those_of_small_graphs(string about, string spec, string ends)
    {
        Assert.NotEmpty(about);
        using var model = new PruneModel(spec);
        Assert.Equal(ends, string.Join(' ', StageEnds.Of(model.Network).Ends.Select(end => end.Node.Layer.Name)));
    }

    [Theory]
    [InlineData("- GlobalAveragePooling2D\n- Dense: 3")]
    [InlineData("- Flatten\n- Dense: 5\n- Dense: 3")]
    [InlineData("- GlobalMaxPooling2D: { keepdims: true }\n- Conv2D: { filters: 6, kernel_size: 1 }\n- Flatten\n- Dense: 3")]
    [InlineData("- Sequential:\n    layers:\n      - GlobalAveragePooling2D\n      - Dense: 7\n      - Dense: 3")]
    public void What_would_be_left_is_as_large_as_it_is_then(string head)
    {
        const string front = "- Conv2D: { filters: 4, kernel_size: 3, padding: same, name: a }\n- MaxPooling2D: 2\n";
        const string back = "- Conv2D: { filters: 9, kernel_size: 3, padding: same, name: b }\n- BatchNormalization\n- MaxPooling2D: 2\n";
        using var whole = new PruneModel(front + back + head);
        using var cut = new PruneModel(front + head);
        var stages = StageEnds.Of(whole.Network);

        Assert.Equal(new CutSize(cut.Network.Parameters, cut.Network.Flops), CutSize.Of(whole.Network, stages.Ends[0], stages.Head!));
        Assert.Equal(new CutSize(whole.Network.Parameters, whole.Network.Flops), CutSize.Of(whole.Network, stages.Ends[^1], stages.Head!));
    }

    [Fact]
    public void A_head_that_takes_another_shape_only_is_no_head_for_that_stage()
    {
        using var model = new PruneModel("""
            - Conv2D: { filters: 4, kernel_size: 3, padding: same, name: a }
            - MaxPooling2D: 2
            - Conv2D: { filters: 4, kernel_size: 3, padding: same, name: b }
            - MaxPooling2D: 2
            - Reshape: { target_shape: [8] }
            - Dense: 3
            """);
        var stages = StageEnds.Of(model.Network);

        Assert.Null(CutSize.Of(model.Network, stages.Ends[0], stages.Head!));
        Assert.NotNull(CutSize.Of(model.Network, stages.Ends[1], stages.Head!));
    }

    [Theory]
    [InlineData(0.9, 50, "early")]
    [InlineData(0.02, 50, "middle")]
    [InlineData(0.02, 500, null)]
    public void The_earliest_that_is_as_good_and_no_larger_is_suggested(double maxDrop, long parameters, string? suggested)
    {
        var curve = new TruncationCurve(
            [
                new("early", "head", 4, 60, 100, 40, 10),
                new("middle", "head", 4, 97, 100, parameters, 20),
                new("late", "head", 4, 99, 100, 60, 30),
            ],
            null);

        Assert.Equal(suggested, curve.Suggest(maxDrop)?.Layer);
    }
}
