using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ArchSpec.Benchmarks;

/// <summary><c>architectures/cnn.yaml</c>.</summary>
internal sealed class Cnn : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d _conv1 = nn.Conv2d(3, 32, 3, padding: 1);
    private readonly Conv2d _conv2 = nn.Conv2d(32, 64, 3, padding: 1);
    private readonly Conv2d _conv3 = nn.Conv2d(64, 128, 3, padding: 1);
    private readonly Linear _dense1 = nn.Linear(28 * 28 * 128, 128);
    private readonly Linear _dense2 = nn.Linear(128, 5);

    public Cnn()
        : base("cnn") => RegisterComponents();

    public override Tensor forward(Tensor input)
    {
        var x = nn.functional.max_pool2d(_conv1.call(input).relu(), 2);
        x = nn.functional.max_pool2d(_conv2.call(x).relu(), 2);
        x = nn.functional.max_pool2d(_conv3.call(x).relu(), 2);
        return _dense2.call(_dense1.call(x.flatten(1)).relu());
    }
}
