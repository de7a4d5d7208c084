using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ArchSpec.Benchmarks;

/// <summary><c>architectures/resnet50-36.yaml</c>: ResNet50 as <c>keras.applications</c> has it, and a head for 36 classes.</summary>
internal sealed class ResNet50 : nn.Module<Tensor, Tensor>
{
    private readonly Unit _stem = new(3, 64, 7, 2, 3);
    private readonly ModuleList<Bottleneck> _blocks = new();
    private readonly Linear _dense1 = nn.Linear(2048, 256);
    private readonly Dropout _dropout = nn.Dropout(0.5);
    private readonly Linear _dense2 = nn.Linear(256, 36);

    public ResNet50()
        : base("resnet50")
    {
        var channels = 64;
        foreach (var (filters, blocks, strides) in new[] { (64, 3, 1), (128, 4, 2), (256, 6, 2), (512, 3, 2) })
        {
            for (var block = 0; block < blocks; block++)
            {
                _blocks.Add(new Bottleneck(channels, filters, block == 0 ? strides : 1, project: block == 0));
                channels = 4 * filters;
            }
        }

        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var x = nn.functional.max_pool2d(_stem.call(input).relu(), 3, 2, 1);
        foreach (var block in _blocks)
        {
            x = block.call(x);
        }

        return _dense2.call(_dropout.call(_dense1.call(x.mean([2, 3])).relu()));
    }

    private sealed class Unit : nn.Module<Tensor, Tensor>
    {
        private readonly Conv2d _convolution;
        private readonly BatchNorm2d _normalisation;

        public Unit(long channels, long filters, long size, long strides = 1, long padding = 0)
            : base("unit")
        {
            _convolution = nn.Conv2d(channels, filters, size, strides, padding);
            _normalisation = nn.BatchNorm2d(filters, eps: 1.001e-5, momentum: 0.01);
            RegisterComponents();
        }

        public override Tensor forward(Tensor x) => _normalisation.call(_convolution.call(x));
    }

    private sealed class Bottleneck : nn.Module<Tensor, Tensor>
    {
        private readonly Unit _first;
        private readonly Unit _second;
        private readonly Unit _third;
        private readonly Unit? _projection;

        public Bottleneck(long channels, long filters, long strides, bool project)
            : base("bottleneck")
        {
            (_first, _second, _third) = (new(channels, filters, 1, strides), new(filters, filters, 3, 1, 1), new(filters, 4 * filters, 1));
            _projection = project ? new(channels, 4 * filters, 1, strides) : null;
            RegisterComponents();
        }

        public override Tensor forward(Tensor x)
        {
            var inner = _third.call(_second.call(_first.call(x).relu()).relu());
            return (_projection?.call(x) ?? x).add(inner).relu();
        }
    }
}
