using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Compile;

/// <summary>
/// libtorch computes float32 convolutions of images that are channels last by other code than float64 ones; in 2.10 the former is
/// wrong on AMD's processors that hide their caches (see OneDnn), which groups of one channel show, and images of one channel.
/// </summary>
public sealed class GroupedConvolutionTests
{
    [Theory]
    [InlineData(1, 4, 1)]
    [InlineData(1, 1, 1)]
    [InlineData(4, 4, 4)]
    [InlineData(4, 8, 4)]
    [InlineData(4, 8, 2)]
    [InlineData(16, 48, 16)]
    public void Outputs_and_gradients_are_alike_in_both_precisions(int channels, int filters, int groups)
    {
        using var scope = NewDisposeScope();
        using var network = TestNetwork.Compile(
            $"archspec: 1\ninput: [6, 7, {channels}]\nlayers:\n  - Conv2D: {{ filters: {filters}, kernel_size: 3, padding: same, groups: {groups} }}\n  - MaxPooling2D\n");
        using var random = new Generator(1);
        var inputs = Enumerable.Range(0, 40).Select(_ => randn(2, 6, 7, channels, generator: random).permute(0, 3, 1, 2)).ToList();

        // The wrong code is chosen for some inputs only.
        var single = inputs.SelectMany(Run).ToList();
        network.to(float64);
        var precise = inputs.Select(x => x.to(float64)).SelectMany(Run).ToList();

        Assert.All(precise.Zip(single), pair => Assert.InRange(TestNetwork.Distance(pair.First.to(float32), pair.Second), 0, 1e-5));

        List<Tensor> Run(Tensor given)
        {
            var input = given.detach().requires_grad_();
            network.zero_grad();
            var output = network.call(input);
            output.square().sum().backward();
            return [output, input.grad!, .. network.parameters().Select(parameter => parameter.grad!.clone())];
        }
    }
}
