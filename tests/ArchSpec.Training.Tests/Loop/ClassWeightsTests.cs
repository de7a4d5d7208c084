using ArchSpec.Spec;
using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Loop;

[Collection(Alone.Name)]
public sealed class ClassWeightsTests
{
    // 4 red, 4 green, 3 blue.
    private static readonly ImageSplit Split = TrainerSetup.Images(11).Split;

    [Fact]
    public void Balanced_is_images_by_classes_and_images_of_the_class() =>
        Assert.Equal([11f / 12, 11f / 12, 11f / 9], ClassWeights.Values(new ClassWeightOptions(null), Split));

    [Fact]
    public void A_class_that_is_not_named_counts_once() =>
        Assert.Equal([1, 1, 2.5f], ClassWeights.Values(new ClassWeightOptions([new("blue", 2.5)]), Split));

    [Fact]
    public void A_class_that_the_data_has_not_is_refused() => Assert.Equal(
        "class_weight names 'black', which is no class of the data: its classes are red, green, blue",
        Assert.Throws<TrainingException>(() => ClassWeights.Values(new ClassWeightOptions([new("black", 2)]), Split)).Message);

    [Theory]
    [InlineData("categorical_crossentropy")]
    [InlineData("{ categorical_crossentropy: { label_smoothing: 0.2 } }")]
    [InlineData("{ categorical_focal_crossentropy: { gamma: 3 } }")]
    [InlineData("mean_squared_error")]
    public void A_weighted_loss_is_the_sum_of_the_images_losses_each_times_its_weight(string name)
    {
        using var scope = NewDisposeScope();
        using var setup = new TrainerSetup();
        var loss = Loss.For(Optimize.SpecOptimizer.Loss(name), setup.Network, 3);
        var (outputs, labels) = (rand(6, 3).softmax(1), tensor(new long[] { 0, 1, 2, 2, 1, 0 }));

        var expected = Enumerable.Range(0, 6).Sum(image =>
            new[] { 0.5f, 2, 3 }[labels[image].item<long>()] * loss.Sum(outputs[image].unsqueeze(0), labels[image].unsqueeze(0)).item<float>());

        Assert.Equal(expected, loss.Sum(outputs, labels, tensor(new[] { 0.5f, 2, 3 })).item<float>(), 1e-4f);
    }

    // An image of weight 2 is as that image twice: the mean is over the images of the batch, as Keras's.
    [Fact]
    public void A_step_with_weights_is_the_step_of_images_that_are_there_as_often()
    {
        var images = Pixels(TrainerSetup.Images(6));
        List<(int, byte[])> repeated = [.. images, .. images.Where(image => image.Label == 1)];

        var weighted = After(images, 0.3, new ClassWeightOptions([new("green", 2)]));
        var plain = After(repeated, 0.3 * repeated.Count / images.Count, null);

        Assert.All(weighted.Zip(plain), pair => Assert.Equal(pair.Second, pair.First, 1e-5f));
        Assert.NotEqual(After(images, 0.3, null), weighted);
    }

    private static List<float> After(List<(int Label, byte[] Pixels)> images, double rate, ClassWeightOptions? weights)
    {
        var set = ImageSet.FromMemory(TrainerSetup.Shape, ["red", "green", "blue"], images);
        using var setup = new TrainerSetup
        {
            Train = set,
            Options = new() { BatchSize = images.Count, Epochs = 1, Optimizer = TrainerSetup.Sgd(rate), ClassWeight = weights },
        };
        setup.Fit([]);
        return setup.Weights;
    }

    private static List<(int Label, byte[] Pixels)> Pixels(ImageSet images) => [.. Enumerable.Range(0, images.Count).Select(image =>
    {
        var pixels = new byte[images.Shape.Bytes];
        images.Read(image, pixels);
        return (images.Labels[image], pixels);
    })];
}
