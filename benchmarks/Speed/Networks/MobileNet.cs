using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ArchSpec.Benchmarks;

/// <summary><c>architectures/mobilenet.yaml</c>; padded at both ends where Keras pads one: the same work.</summary>
internal sealed class MobileNet : nn.Module<Tensor, Tensor>
{
    private readonly ModuleList<Unit> _units = new(new Unit(3, 32, 3, 2));
    private readonly Dropout _dropout = nn.Dropout(0.3);
    private readonly Linear _dense = nn.Linear(1024, 5);

    public MobileNet()
        : base("mobilenet")
    {
        var channels = 32;
        (int Filters, int Strides)[] steps =
            [(64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), (512, 1), (512, 1), (512, 1), (512, 1), (512, 1), (1024, 2), (1024, 1)];
        foreach (var (filters, strides) in steps)
        {
            _units.Add(new Unit(channels, channels, 3, strides, channels));
            _units.Add(new Unit(channels, filters, 1));
            channels = filters;
        }

        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var x = input;
        foreach (var unit in _units)
        {
            x = unit.call(x);
        }

        return _dense.call(_dropout.call(x.mean([2, 3])));
    }

    private sealed class Unit : nn.Module<Tensor, Tensor>
    {
        private readonly Conv2d _convolution;
        private readonly BatchNorm2d _normalisation;

        public Unit(long channels, long filters, long size, long strides = 1, long groups = 1)
            : base("unit")
        {
            _convolution = nn.Conv2d(channels, filters, size, strides, padding: size / 2, groups: groups, bias: false);
            _normalisation = nn.BatchNorm2d(filters, eps: 1e-3, momentum: 0.01);
            RegisterComponents();
        }

        public override Tensor forward(Tensor x) => nn.functional.relu6(_normalisation.call(_convolution.call(x)));
    }
}
