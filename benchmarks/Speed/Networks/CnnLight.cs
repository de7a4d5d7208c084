using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ArchSpec.Benchmarks;

/// <summary><c>architectures/cnn-light.yaml</c>; padded at both ends, where Keras pads one: the same work.</summary>
internal sealed class CnnLight : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d _conv1 = nn.Conv2d(3, 8, 3, 2, padding: 1);
    private readonly Conv2d _conv2 = nn.Conv2d(8, 16, 3, 2, padding: 1);
    private readonly Linear _dense1 = nn.Linear(14 * 14 * 16, 16);
    private readonly Linear _dense2 = nn.Linear(16, 5);

    public CnnLight()
        : base("light") => RegisterComponents();

    public override Tensor forward(Tensor input)
    {
        var x = nn.functional.max_pool2d(_conv1.call(input).relu(), 2);
        x = nn.functional.max_pool2d(_conv2.call(x).relu(), 2);
        return _dense2.call(_dense1.call(x.flatten(1)).relu());
    }
}
